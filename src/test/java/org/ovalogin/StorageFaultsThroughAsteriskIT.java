package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.ovalogin.Owner.keying;
import static org.ovalogin.ServedSite.assertSaidOnce;
import static org.ovalogin.ServedSite.assertShut;
import static org.ovalogin.ServedSite.meet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.ovalogin.lab.AsteriskCall;
import org.ovalogin.lab.RealAsterisk;

/// A real Asterisk and a real server whose database, disk or key file is gone: nobody is let in who
/// can't be charged, and everybody hears so.
@RealAsterisk
@Execution(ExecutionMode.CONCURRENT)
class StorageFaultsThroughAsteriskIT {
    @TempDir private Path folder;
    private ServedSite site;
    private boolean ownDisk;

    @BeforeEach
    void start() throws Exception {
        ownDisk = "root".equals(System.getProperty("user.name")) && mountDisk();
        site = new ServedSite(folder, Map.of());
    }

    /// A disk so small that it can be filled.
    private boolean mountDisk() throws IOException, InterruptedException {
        var disk = Files.createDirectory(folder.resolve("disk")).toString();
        var mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=24m", "ova-test", disk);
        return mount.inheritIO().start().waitFor() == 0;
    }

    @AfterEach
    void noPinWasWritten() throws Exception {
        try (var over = site) {
            over.assertNoPinWasWritten();
        } finally {
            if (ownDisk)
                new ProcessBuilder("umount", folder.resolve("disk").toString()).start().waitFor();
        }
    }

    /// One caller is in and about to open voice mail, another about to enter the PIN, when it
    /// happens. Their calls in this order.
    private List<AsteriskCall> callsAmidst(Runnable fault) {
        var bothAreThere = new CyclicBarrier(2, fault);
        var entering = "<enter-pin>@" + site.pin("51235") + "#";
        return AsteriskSite.together(
                Stream.of(
                        () -> site.calls("<main-menu>@1", () -> meet(bothAreThere)),
                        () -> site.calls("51235", entering, () -> meet(bothAreThere))));
    }

    private void assertWorksAgain() {
        assertThat(site.calls("<main-menu>*").result()).isEqualTo("SUCCESS");
    }

    @Test
    void databaseGoneInMidCallIsSaidOnce() throws Exception {
        var held = new AtomicReference<Connection>();
        try {
            var calls = callsAmidst(() -> held.set(site.database().held()));
            ServedSite.assertGoesOn(calls.getFirst());
            ServedSite.assertShut(calls.getLast());
            ServedSite.assertSaidOnce(calls.getLast());
            assertThat(calls.getLast().next()).isEqualTo("hangup");
        } finally {
            if (held.get() != null) held.get().close();
        }
        assertWorksAgain();
    }

    /// The data folder is on a disk of its own, which only root can make: elsewhere this is not
    /// tried.
    @Test
    void fullDiskLetsNobodyInAndIsOverWhenThereIsRoom() throws Exception {
        assumeTrue(ownDisk, "only root can mount a small disk");
        var filler = folder.resolve("disk").resolve("filler");
        try {
            var calls = callsAmidst(() -> fill(filler));
            ServedSite.assertGoesOn(calls.getFirst());
            ServedSite.assertShut(calls.getLast());
            ServedSite.assertSaidOnce(calls.getLast());
            assertThat(site.log()).contains("SQLITE_FULL");
        } finally {
            Files.deleteIfExists(filler);
        }
        assertWorksAgain();
    }

    /// Takes every block that is left.
    private static void fill(Path filler) {
        try (var out = Files.newOutputStream(filler)) {
            for (var block = new byte[4096]; ; ) out.write(block);
        } catch (IOException _) {
            // it is full
        }
    }

    @Test
    void keyFileThatVanishesStopsNobodyAndIsToldOnce() throws Exception {
        var key = site.data().resolve("key");
        var away = folder.resolve("away");
        Files.move(key, away);
        try {
            assertWorksAgain();
            Awaitility.await().until(() -> site.log().contains("' is missing; this server"));
        } finally {
            Files.move(away, key);
        }
        Awaitility.await().until(() -> site.log().contains("key' was read again"));
        assertThat(site.log().split("is missing; this server", -1)).hasSize(2);
    }

    @Test
    void databaseGoneForReadingTooIsSaidOnce() {
        site.database().change("alter table dial_plan rename to gone");
        try {
            var call = site.calls("51235", "");
            assertShut(call);
            assertSaidOnce(call);
            assertThat(call.heard()).isEqualTo("service-unavailable");
        } finally {
            site.database().change("alter table gone rename to dial_plan");
        }
        assertThat(site.calls("51235", keying(site.pin("51235")) + "<main-menu>*").result())
                .isEqualTo("SUCCESS");
    }
}
