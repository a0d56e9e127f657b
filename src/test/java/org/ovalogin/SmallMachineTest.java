package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.store.Patience;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.store.SqlMailboxStore;

class SmallMachineTest {
    @TempDir private Path folder;

    /// In a process of its own, since the machine has one core there.
    public static final class Child {
        private static final int WRITERS = 20;

        public static void main(String[] args) throws Exception {
            Main.spareThreads();
            var file = Path.of(args[0]);
            var goesOn = new CountDownLatch(1);
            try (var database = Database.sqlite(file);
                    var other = DriverManager.getConnection("jdbc:sqlite:" + file);
                    var statement = other.createStatement()) {
                var store = new SqlMailboxStore(database, InstantSource.system());
                statement.execute("begin immediate");
                for (var i = 0; i < WRITERS; i++)
                    Thread.startVirtualThread(() -> store.change(work -> work.dialPlans().all()));
                Thread.startVirtualThread(goesOn::countDown);
                System.out.print(goesOn.await(5, TimeUnit.SECONDS)); // less than SQLite's patience
                System.out.flush();
                Runtime.getRuntime().halt(0);
            }
        }
    }

    @Test
    void callsLeaveReadingToPlatformThreads() throws Exception {
        try (var database = Database.sqlite(folder.resolve("ova.db"));
                var calls = Executors.newVirtualThreadPerTaskExecutor()) {
            var store = new SqlMailboxStore(database, InstantSource.system());
            Callable<Boolean> virtual = () -> store.read(_ -> Thread.currentThread().isVirtual());
            Callable<Boolean> patiently =
                    () ->
                            new Patience(Duration.ofMinutes(1))
                                    .during(
                                            () ->
                                                    store.read(
                                                            _ ->
                                                                    Thread.currentThread()
                                                                            .isVirtual()));
            assertThat(calls.submit(virtual).get()).isFalse();
            assertThat(calls.submit(patiently).get()).isFalse();
        }
    }

    @Test
    void callsGoOnWhileTheDatabaseIsWaitedFor() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process =
                new ProcessBuilder(
                                java,
                                "-XX:ActiveProcessorCount=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Child.class.getName(),
                                folder.resolve("ova.db").toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .endsWith("true");
    }
}
