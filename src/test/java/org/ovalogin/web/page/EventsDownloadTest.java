package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.browser.PageServer;
import org.ovalogin.core.administration.Accounts.TokensThen;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.pin.Password;

/// Files of events for clients that read slowly.
class EventsDownloadTest {
    private static final int EVENTS = 10_000;
    private static final String OK = "HTTP/1.1 200 ";
    private static final String BUSY = "HTTP/1.1 503 ";
    private static final String END = "\r\n0\r\n\r\n";

    private PageServer server;

    /// With more events than the buffers on the way take.
    @BeforeEach
    void start(@TempDir Path folder) {
        server = PageServer.settled(folder);
        var subject = "many" + "x".repeat(2_000);
        server.site.store.change(
                work -> {
                    for (var i = 0; i < EVENTS; i++)
                        work.events()
                                .append(
                                        Event.about(
                                                work.now(),
                                                Event.Name.MAIL_SENT,
                                                "",
                                                "",
                                                subject,
                                                Origin.SYSTEM));
                });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /// A file of which the status alone has been read.
    private Socket begun(String cookie, String status) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(60_000);
        var address = URI.create(server.address);
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        var request =
                "GET /events.csv HTTP/1.1\r\nHost: %s\r\nCookie: session=%s\r\n\r\n"
                        .formatted(address.getAuthority(), cookie);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var read = socket.getInputStream().readNBytes(status.length());
        assertThat(new String(read, StandardCharsets.US_ASCII)).isEqualTo(status);
        return socket;
    }

    private static String rest(Socket socket) throws IOException {
        var read = new ByteArrayOutputStream();
        var chunk = new byte[8_192];
        try {
            for (var n = 0; n >= 0; n = socket.getInputStream().read(chunk)) {
                read.write(chunk, 0, n);
                if (new String(chunk, 0, n, StandardCharsets.ISO_8859_1).endsWith(END)) break;
            }
        } catch (SocketException _) {
            // broken off
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aFileIsWholeHoweverSlowlyItIsRead() throws IOException {
        try (var file = begun(server.session(PageServer.AUDITOR), OK)) {
            var read = rest(file);
            assertThat(read).endsWith(END);
            assertThat(read.split("many", -1)).hasSize(EVENTS + 1);
        }
    }

    @Test
    void aFileBreaksOffWhenItsSessionEnds() throws IOException {
        try (var file = begun(server.session(PageServer.AUDITOR), OK)) {
            server.administration()
                    .accounts()
                    .setPassword(
                            PageServer.AUDITOR,
                            Password.of("another horse battery"),
                            TokensThen.STAY,
                            Site.ADMINISTRATOR);
            var read = rest(file);
            assertThat(read).doesNotEndWith(END);
            assertThat(read.split("many", -1)).hasSizeBetween(1, EVENTS);
        }
    }

    @Test
    void anAccountHasTwoFilesAndKeepsNobodyOut() throws IOException {
        var cookie = server.session(PageServer.AUDITOR);
        try (var first = begun(cookie, OK);
                var second = begun(cookie, OK)) {
            begun(cookie, BUSY).close();
            begun(server.session(PageServer.HELP_DESK), OK).close();
            assertThat(first.isClosed() || second.isClosed()).isFalse();
        }
        await().untilAsserted(() -> begun(cookie, OK).close());
    }
}
