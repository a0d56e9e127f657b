package org.ovalogin.core.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.administration.Site.RIGHT;
import static org.ovalogin.core.administration.Site.WRONG;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.KilledServer;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.SignInResult;
import org.ovalogin.core.store.MailboxStore;

/// A server killed by SIGKILL keeps what it had committed, and nothing by halves.
class DurabilityTest {
    @TempDir Path folder;

    /// Runs a server until it has said so many lines of what it does, and kills it wherever it is
    /// by then; returns how many it said in the end.
    private long killedAfter(String what, int lines) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var server =
                new ProcessBuilder(
                                java,
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledServer.class.getName(),
                                what,
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader said = server.inputReader()) {
            var count = 0;
            for (var line = said.readLine(); line != null; line = said.readLine()) {
                if (line.startsWith("ch") && ++count == lines) server.toHandle().destroyForcibly();
            }
            assertThat(server.waitFor()).as("killed").isEqualTo(128 + 9);
            return count;
        } finally {
            server.destroyForcibly();
        }
    }

    private void make(int max) {
        Site.with(
                        folder,
                        draft -> {
                            draft.logonFailuresBeforePinReset = OptionalInt.empty();
                            draft.maxLogonAttempts = max;
                            draft.allowCommonPatterns = true; // dates are among the PINs counted up
                        })
                .close();
    }

    @Test
    void chargeIsKeptByAServerKilledBeforeItsVerdict() throws Exception {
        make(3);
        for (var kill = 1; kill <= 3; kill++) {
            assertThat(killedAfter("guess-once", 1)).isEqualTo(1);
            try (var site = Site.at(folder)) {
                assertThat(site.mailbox().lockouts().outside().charges()).isEqualTo(kill);
                assertThat(site.signIns(SignInResult.WRONG_PIN)).isZero();
            }
        }
        try (var site = Site.at(folder)) {
            assertThat(site.attempt(RIGHT)).as("no free guess").isEqualTo(new Verdict.Refused());
            assertThat(site.signIns(SignInResult.LOCKED)).isEqualTo(1);
            site.failureWork.completeAll();
            assertThat(site.events(Event.Name.LOCKED)).isEqualTo(1);
        }
    }

    @Test
    void noGuessIsFreeWhereverTheServerIsKilled() throws Exception {
        make(999);
        var random = new Random(20261102);
        var guesses = 0L;
        for (var kill = 1; kill <= 5; kill++) {
            guesses += killedAfter("guess", 1 + random.nextInt(40));
            try (var site = Site.at(folder)) {
                assertThat((long) site.mailbox().lockouts().outside().failures())
                        .isBetween(guesses, guesses + kill);
                assertThat((long) site.signIns(SignInResult.WRONG_PIN))
                        .isBetween(guesses - kill, guesses);
            }
        }
    }

    @Test
    void oldOrNewPinHoldsWhereverAChangeIsCutOff() throws Exception {
        make(999);
        var random = new Random(5);
        for (var kill = 1; kill <= 20; kill++) {
            killedAfter("change", 1 + random.nextInt(15));
            try (var site = Site.at(folder)) {
                var pin = site.mailbox().pin();
                var version = pin.version();
                assertThat(valid(site, version - 1, version, version + 1)).isEqualTo(1);
                assertThat(site.attempt(KilledServer.pin(version)))
                        .isInstanceOf(Verdict.Admitted.class);
                assertThat(site.attempt(WRONG)).isEqualTo(new Verdict.Refused());
                assertThat(site.store.<String>read(v -> newest(v, site))).isEqualTo(pin.sealed());
                assertThat((long) site.events(Event.Name.PIN_CHANGED)).isEqualTo(version - 1);
                assertThat(site.number("select count(*) from outbox where kind = 'CHANGED'"))
                        .isEqualTo(version - 1);
            }
        }
    }

    private static String newest(MailboxStore.View view, Site site) {
        return view.mailboxes().pinHistory(site.mailbox().guid(), 1).getFirst();
    }

    private static long valid(Site site, Long... versions) {
        return Stream.of(versions)
                .filter(n -> site.attempt(KilledServer.pin(n)) instanceof Verdict.Admitted)
                .count();
    }
}
