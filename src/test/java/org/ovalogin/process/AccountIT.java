package org.ovalogin.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a fresh installation to the first administrator, and the events for other programs.
class AccountIT {
    private static final String PASSWORD = "correct horse battery";
    private static final Pattern LINK =
            Pattern.compile("(?m)^first administrator: (http://\\S+/first/([A-Za-z0-9_-]{43}))$");

    @TempDir private Path parent;

    @Test
    void theFirstAdministratorComesByLinkOrByCommand() throws IOException {
        var data = parent.resolve("d");
        try (var syslog = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            syslog.setSoTimeout(60_000);
            var place = "127.0.0.1:" + syslog.getLocalPort();
            try (var server = Ova.serve(data).with("OVA_EVENTS_SYSLOG", place).start()) {
                theLinkIsPrintedAndWrittenNowhere(server, data);
                aSecondServerIsKeptOff(data);
                add(data, place);
                assertThat(received(syslog))
                        .contains("\"event\":\"AccountChanged\"", "\"result\":\"Created\"");
                signInsAreEvents(server);
                assertThat(received(syslog)).contains("\"result\":\"Failed\"");
                assertThat(received(syslog)).contains("\"result\":\"Failed\"");
                assertThat(received(syslog)).contains("\"result\":\"Success\"");
            }
        }
        try (var server = Ova.serve(data).start()) {
            assertThat(server.out()).doesNotContain("first administrator");
        }
    }

    private static void theLinkIsPrintedAndWrittenNowhere(OvaServer server, Path data) {
        var printed = LINK.matcher(server.out());
        assertThat(printed.find()).isTrue();
        var link = URI.create(printed.group(1));
        assertThat(link).asString().startsWith(server.administration().toString());
        assertThat(SignInForm.status(HttpRequest.newBuilder(link).build())).isEqualTo(200);
        assertThat(server.log()).doesNotContain(printed.group(2));
        assertThat(new InstalledOva(data).files())
                .isNotEmpty()
                .noneMatch(file -> InstalledOva.read(file).contains(printed.group(2)));
        assertThat(server.out()).contains("./ova account add NAME --role administrator --data ");
    }

    private static void aSecondServerIsKeptOff(Path data) {
        Ova.serve(data).run().failed(1, "another ./ova serve runs on the data folder", "hint: ");
        Ova.mailbox(data, "list").succeeded();
    }

    private static void add(Path data, String syslog) throws IOException {
        Ova.account(data, "add", "tony", "--role", "administrator")
                .run()
                .failed(2, "no password of tony");
        var added =
                Ova.account(data, "add", "tony", "--role", "administrator")
                        .input(PASSWORD + "\n")
                        .with("OVA_EVENTS_SYSLOG", syslog)
                        .run()
                        .succeeded();
        assertThat(added.out()).isEqualTo("account tony added, role administrator\n");
        Ova.account(data, "remove", "tony", "--yes").run().failed(1, "only administrator");
    }

    private static void signInsAreEvents(OvaServer server) {
        var form = new SignInForm(server);
        assertThat(form.send("tony", "a wrong password")).isEqualTo(401);
        assertThat(form.send("a password in the wrong field", PASSWORD)).isEqualTo(401);
        assertThat(form.send("tony", PASSWORD)).isEqualTo(303);
        var prefix = " INFO  events - \\{\"time\":\"[^\"]+\",\"event\":\"AccountSignIn\",";
        await().untilAsserted(
                        () ->
                                assertThat(
                                                server.lines().stream()
                                                        .filter(l -> l.contains(" events - ")))
                                        .hasSize(3));
        assertThat(server.log())
                .containsPattern(
                        prefix
                                + "\"result\":\"Failed\",\"subject\":\"tony\",\"by\":\"account tony\",\"from\":\"127.0.0.1\",\"client\":\"127.0.0.1\"")
                .containsPattern(prefix + "\"result\":\"Failed\",\"subject\":\"unknown\"")
                .containsPattern(prefix + "\"result\":\"Success\",\"subject\":\"tony\"")
                .doesNotContain("wrong password", "wrong field", PASSWORD);
    }

    private static String received(DatagramSocket socket) throws IOException {
        var packet = new DatagramPacket(new byte[4096], 4096);
        socket.receive(packet);
        var message = new String(packet.getData(), 0, packet.getLength(), UTF_8);
        assertThat(message).matches("<37>1 \\S+ \\S+ ova-login \\d+ Account\\S+ - \\{.*}");
        return message;
    }
}
