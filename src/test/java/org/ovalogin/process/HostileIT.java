package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileIT {
    private static final Pattern PIN = Pattern.compile("demo mailbox 51234 PIN (\\d+)");

    @TempDir private Path parent;
    private final List<Socket> idle = new ArrayList<>();

    @AfterEach
    void leave() throws IOException {
        for (var socket : idle) socket.close();
    }

    @Test
    void connectionsThatSayNothingKeepNobodyOut() throws IOException {
        try (var server = demo().with("OVA_FASTAGI_ENVIRONMENT_TIMEOUT", "2s").start()) {
            connect(server.port(), 1000);
            assertThat(signIn(server).result()).isEqualTo("SUCCESS");
            for (var socket : idle) {
                socket.setSoTimeout(30_000);
                assertThat(socket.getInputStream().read()).as("closed by the server").isEqualTo(-1);
            }
            assertThat(server.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void outOfFilesItServesAgainOnceThereAreSome() throws IOException {
        var few = demo().under("bash", "-c", "ulimit -n 300; exec \"$@\"", "bash");
        try (var server = few.start()) {
            connect(server.port(), 600);
            await().until(() -> server.log().contains("the limit of open files allow"));
            leave();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> signIn(server).result().equals("SUCCESS"));
        }
    }

    @Test
    void whereverTheCallerHangsUpNothingIsLost() {
        try (var server = demo().start()) {
            // a busy machine may need one command more
            var commands =
                    IntStream.range(0, 3)
                            .map(_ -> signIn(server).commands().size())
                            .min()
                            .orElseThrow();
            var calls =
                    IntStream.range(0, commands)
                            .mapToObj(at -> call(server).replying(hangingUpAt(at)))
                            .toList();
            assertThat(commands).isGreaterThan(15);
            for (var call : calls) assertThat(call.place().result()).isEqualTo("NONE");
            await().until(() -> calls(server) == commands + 3);
            assertThat(server.lines()).allMatch(line -> line.contains(" INFO "));
            assertThat(signIn(server).result()).isEqualTo("SUCCESS");
        }
    }

    private static long calls(OvaServer server) {
        return server.lines().stream().filter(line -> line.contains("outcome=")).count();
    }

    private static Function<String, Optional<String>> hangingUpAt(int command) {
        var count = new AtomicInteger();
        return _ ->
                count.getAndIncrement() < command
                        ? Optional.empty()
                        : Optional.of(
                                "HANGUP\n511 Command Not Permitted on a dead channel or intercept routine\n");
    }

    private Ova demo() {
        return Ova.serve(parent.resolve("demo"), "--demo");
    }

    private static RawCall call(OvaServer server) {
        var pin = PIN.matcher(server.out());
        assertThat(pin.find()).isTrue();
        return new RawCall(server.port(), "51234" + pin.group(1) + "#1");
    }

    private static RawCall.Heard signIn(OvaServer server) {
        return call(server).place();
    }

    private void connect(int port, int times) throws IOException {
        for (var i = 0; i < times; i++)
            idle.add(new Socket(InetAddress.getLoopbackAddress(), port));
    }
}
