package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.net.OpenFiles;

/// A server with the default heap carries the connections that it takes by default, or all that its
/// files allow. Further ones are dropped at once, for which the dialplan has `service-unavailable`.
class HalfOpenCallsIT {
    private static final int MOST = 20_000;
    private static final int BEYOND = 200;

    /// Files that this process needs for other things than connections.
    private static final int OWN_FILES = 400;

    /// Files that the server keeps for HTTP, the database and e-mails.
    private static final int SERVERS_FILES = 1_400;

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final String HALF =
            """
            agi_network: yes
            agi_network_script: login?dialplan=default
            agi_request: agi://127.0.0.1/login?dialplan=default
            """;
    private static final String WHOLE =
            HALF
                    + """
                    agi_channel: PJSIP/trunk-00000003
                    agi_language: en
                    agi_uniqueid: 1700000000.7
                    agi_callerid: unknown

                    """;

    /// What connections send before they fall silent.
    private static final List<String> SENT = List.of("", HALF, WHOLE);

    @TempDir private Path parent;

    /// A connection from outside, and what came of it.
    private static final class Silent implements AutoCloseable {
        private final SocketChannel channel;
        private final boolean calls;
        private boolean heard;
        private boolean ended;

        Silent(int port, String sent) throws IOException {
            channel =
                    SocketChannel.open(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            calls = sent.equals(WHOLE);
            try {
                channel.write(bytes(sent));
                channel.configureBlocking(false);
            } catch (IOException _) {
                ended = true; // dropped before everything was sent
            }
        }

        boolean ended() {
            look();
            return ended;
        }

        /// Whether a call has its first command, or is dropped. Other connections hear nothing.
        boolean settled() {
            look();
            return ended || heard || !calls;
        }

        private void look() {
            if (ended) return;
            try {
                var read = channel.read(ByteBuffer.allocate(1024));
                if (read < 0) ended = true;
                if (read > 0) heard = true;
            } catch (IOException _) {
                ended = true;
            }
        }

        /// Answers the command that was heard.
        void goOn() throws IOException {
            heard = false;
            channel.write(bytes("200 result=0 endpos=0\n"));
        }

        private static ByteBuffer bytes(String text) {
            return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    @Test
    void theDefaultHeapCarriesTheMostConnections() throws IOException {
        var serve =
                Ova.serve(parent.resolve("d"))
                        .with("OVA_JAVA_OPTS", "-XX:G1PeriodicGCInterval=1000")
                        .with("OVA_FASTAGI_ENVIRONMENT_TIMEOUT", "1m");
        var attempts = (int) Math.min(MOST + BEYOND, OpenFiles.limit() - OWN_FILES);
        var open = new ArrayList<Silent>();
        try (var server = serve.start();
                var call = new Silent(server.port(), WHOLE)) {
            await().atMost(PATIENCE).until(call::settled);
            long most;
            try {
                while (open.size() < attempts)
                    open.add(new Silent(server.port(), SENT.get(open.size() % SENT.size())));
                await().atMost(PATIENCE).until(() -> open.stream().allMatch(Silent::settled));
                assertThat(open.stream().filter(Silent::ended).count())
                        .as("refused of " + attempts)
                        .isBetween((long) BEYOND, (long) BEYOND + SERVERS_FILES);
                assertThat(server.log()).contains("already as many as fastagi.maxConnections");
                goesOn(call);
                most = resident(server);
            } finally {
                for (var connection : open) connection.close();
            }
            await().atMost(PATIENCE).until(() -> resident(server) < most * 3 / 4);
            goesOn(call);
            assertThat(new RawCall(server.port(), "*").place().result()).isEqualTo("CANCELLED");
            assertThat(server.log()).doesNotContain("OutOfMemoryError");
        }
    }

    private static void goesOn(Silent call) throws IOException {
        call.goOn();
        await().atMost(PATIENCE).until(call::settled);
        assertThat(call.ended()).isFalse();
    }

    /// In KiB, by the kernel.
    private static long resident(OvaServer server) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(server.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }
}
