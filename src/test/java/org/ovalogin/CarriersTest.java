package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.call.dialog.CallHandler;
import org.ovalogin.call.fastagi.FastAgiServer;
import org.ovalogin.call.fastagi.FastAgiSettings;

/// Virtual threads that keep their carriers must not stop calls.
class CarriersTest {
    @TempDir private Path folder;

    /// In a process of its own, whose carriers are limited as the server's are.
    public static final class Child {
        private static final int STUCK = 3;
        private static final String REQUEST =
                """
                agi_network: yes
                agi_network_script: login?dialplan=default
                agi_request: agi://127.0.0.1/login?dialplan=default
                agi_channel: PJSIP/51234-00000003
                agi_language: en
                agi_uniqueid: 1700000000.7
                agi_callerid: 51234
                agi_calleridname: unknown
                agi_callingpres: 0
                agi_context: ova
                agi_extension: 5000
                agi_priority: 3

                """;

        /// @param args what the virtual threads are stuck in: `loop` or the name of a pipe
        public static void main(String[] args) throws Exception {
            Carriers.limit();
            var _ = Carriers.watched();
            var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            CallHandler answers = (_, line) -> line.answer();
            var server = new FastAgiServer(settings(loopback), answers);
            var port = server.start();
            call(port);
            var usual = scheduler().getParallelism();
            var over = new AtomicBoolean();
            var stuck = new CountDownLatch(STUCK);
            for (var i = 0; i < STUCK; i++)
                Thread.startVirtualThread(
                        () -> {
                            beStuck(args[0], over);
                            stuck.countDown();
                        });
            try {
                call(port);
            } catch (IOException e) {
                System.out.print(e);
                System.out.flush();
                Runtime.getRuntime().halt(1);
            }
            var stillStuck = stuck.getCount() == STUCK;
            end(args[0], over);
            var ended = stuck.await(10, TimeUnit.SECONDS);
            var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (scheduler().getParallelism() != usual && System.nanoTime() < end)
                Thread.onSpinWait();
            System.out.printf(
                    "still stuck %s, ended %s, carriers %d of %d",
                    stillStuck, ended, scheduler().getParallelism(), usual);
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }

        private static void beStuck(String in, AtomicBoolean over) {
            if (in.equals("loop")) {
                while (!over.get()) Thread.onSpinWait();
                return;
            }
            // opening a pipe waits in native code for its other end, as a file on a disk that hangs
            try (var file = new FileInputStream(in)) {
                var _ = file.read();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void end(String in, AtomicBoolean over) throws IOException {
            over.set(true);
            if (!in.equals("loop")) new FileOutputStream(in).close();
        }

        private static void call(int port) throws IOException {
            try (var asterisk = new Socket(InetAddress.getLoopbackAddress(), port)) {
                asterisk.setSoTimeout(5_000);
                asterisk.getOutputStream().write(REQUEST.getBytes(StandardCharsets.UTF_8));
                var command = new byte[6];
                if (asterisk.getInputStream().readNBytes(command, 0, 6) != 6)
                    throw new IOException("the call was closed");
                asterisk.getOutputStream().write("200 result=0\n".getBytes(StandardCharsets.UTF_8));
                while (asterisk.getInputStream().read() >= 0) {
                    // until the server closes
                }
            }
        }

        private static FastAgiSettings settings(InetSocketAddress listen) {
            var patience = Duration.ofMinutes(1);
            return new FastAgiSettings(
                    listen,
                    List.of(),
                    100,
                    new FastAgiSettings.Timeouts(patience, patience, patience, patience),
                    new FastAgiSettings.SoundFolders("ova", Optional.empty()));
        }

        private static VirtualThreadSchedulerMXBean scheduler() {
            return ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        }
    }

    private static String outcome(String stuckIn) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process =
                new ProcessBuilder(
                                java,
                                "-XX:ActiveProcessorCount=2",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Child.class.getName(),
                                stuckIn)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private String pipe() throws IOException, InterruptedException {
        var pipe = folder.resolve("pipe").toString();
        assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();
        return pipe;
    }

    @Test
    void callsGoOnWhileFilesHang() throws Exception {
        assertThat(outcome(pipe())).endsWith("still stuck true, ended true, carriers 1 of 1");
    }

    @Test
    void callsGoOnWhileThreadsCompute() throws Exception {
        assertThat(outcome("loop")).endsWith("still stuck true, ended true, carriers 1 of 1");
    }
}
