package org.ovalogin.notify.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ovalogin.Ports;
import org.slf4j.LoggerFactory;

@Timeout(60)
class SyslogTest {
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(Syslog.class);

    @BeforeEach
    void listen() {
        logged.list = new CopyOnWriteArrayList<>();
        logged.start();
        log.addAppender(logged);
        log.setAdditive(false);
    }

    @AfterEach
    void leave() {
        log.detachAppender(logged);
        log.setAdditive(true);
    }

    private List<String> warnings() {
        return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Syslog to(String transport, int port) {
        return new Syslog(SyslogSettings.of("%s://127.0.0.1:%d".formatted(transport, port)));
    }

    private static void assertIsRfc5424(String message) {
        var head = "<37>1 2026-11-23T04:05:06.789Z \\S+ ova-login \\d+ SignIn - ";
        assertThat(message).matches(head + "\\{.*}");
        assertThat(message.replaceFirst(head, ""))
                .isEqualTo(EventLine.of(Happenings.WRONG_PIN, ""));
    }

    @Test
    void aDatagramIsAnEvent() throws IOException {
        try (var receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var syslog = to("udp", receiver.getLocalPort())) {
            receiver.setSoTimeout(30_000);
            syslog.accept(Happenings.WRONG_PIN);
            var packet = new DatagramPacket(new byte[4096], 4096);
            receiver.receive(packet);
            assertIsRfc5424(new String(packet.getData(), 0, packet.getLength(), UTF_8));
        }
        assertThat(warnings()).isEmpty();
    }

    @Test
    void whatIsToldJustBeforeTheEndIsSent() throws IOException {
        try (var receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            receiver.setSoTimeout(30_000);
            var syslog = to("udp", receiver.getLocalPort());
            for (var i = 0; i < 20; i++) syslog.accept(Happenings.numbered(i));
            syslog.close();
            for (var i = 0; i < 20; i++) receiver.receive(new DatagramPacket(new byte[9], 9));
        }
        assertThat(warnings()).isEmpty();
    }

    @Nested
    class OverTcp {
        @Test
        void aLineIsAnEvent() throws IOException {
            try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                    var syslog = to("tcp", server.getLocalPort())) {
                syslog.accept(Happenings.WRONG_PIN);
                syslog.accept(Happenings.numbered(2));
                try (var connection = server.accept()) {
                    var lines = lines(connection);
                    assertIsRfc5424(lines.readLine());
                    assertThat(lines.readLine()).contains("\"from\":\"number 2\"");
                }
            }
            assertThat(warnings()).isEmpty();
        }

        @Test
        void whileTheServerIsGoneNobodyWaitsAndTheOldestAreKept() throws IOException {
            var port = Ports.free();
            try (var syslog = to("tcp", port)) {
                for (var i = 0; i < 1500; i++) syslog.accept(Happenings.numbered(i));
                await().until(() -> !warnings().isEmpty());
                try (var server = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
                        var connection = server.accept()) {
                    var lines = lines(connection);
                    var got = new ArrayList<String>();
                    while (got.size() < 1000) got.add(lines.readLine());
                    for (var i = 0; i < got.size(); i++)
                        assertThat(got.get(i)).contains("\"number " + i + "\"");
                    await().until(() -> warnings().size() == 2);
                }
            }
            assertThat(warnings().getFirst())
                    .startsWith("tcp://127.0.0.1:" + port + " takes no events: ")
                    .contains("refused");
            assertThat(warnings().get(1)).matches(".* takes events again; (499|500) were dropped");
        }

        @Test
        void aServerThatStartsAnewIsFoundAgain() throws IOException {
            var port = Ports.free();
            try (var syslog = to("tcp", port)) {
                try (var server = new ServerSocket(port, 5, InetAddress.getLoopbackAddress())) {
                    syslog.accept(Happenings.numbered(0));
                    try (var connection = server.accept()) {
                        assertThat(lines(connection).readLine()).contains("number 0");
                    }
                }
                try (var server = new ServerSocket(port, 5, InetAddress.getLoopbackAddress())) {
                    // text sent into the old connection is lost until its end is noticed
                    await().ignoreException(SocketTimeoutException.class)
                            .until(
                                    () -> {
                                        syslog.accept(Happenings.numbered(1));
                                        server.setSoTimeout(200);
                                        try (var connection = server.accept()) {
                                            return lines(connection)
                                                    .readLine()
                                                    .contains("number 1");
                                        }
                                    });
                }
            }
        }

        @Test
        void theEndWaitsForNobody() throws IOException {
            var syslog = to("tcp", Ports.free());
            for (var i = 0; i < 10; i++) syslog.accept(Happenings.numbered(i));
            await().until(() -> !warnings().isEmpty());
            var start = System.nanoTime();
            syslog.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(5));
            assertThat(warnings()).last().asString().startsWith("10 events were not sent to tcp:");
        }

        private BufferedReader lines(Socket connection) throws IOException {
            connection.setSoTimeout(30_000);
            return new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
        }
    }
}
