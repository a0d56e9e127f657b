package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// kill -9 while callers sign in and change PINs.
@Execution(ExecutionMode.CONCURRENT) // each test has servers of its own
class KillIT {
    private static final int KILLS = Integer.getInteger("kills", 15);
    private static final int MAX_LOGON_ATTEMPTS = 15;
    private static final String WRONG = "97531#";

    @TempDir private Path parent;
    private InstalledOva installation;
    private String pin = pin(0);

    @BeforeEach
    void anOwnerAndAVictim() {
        var data = parent.resolve("data");
        installation = new InstalledOva(data);
        try (var server = Ova.serve(data).start()) {
            Ova.mailbox(data, "add", "51234", "--email", "lea@example.com").succeeded();
            await().until(() -> installation.letters().size() == 1);
            var mailed = installation.mailedPin();
            var change = "51234" + mailed + "#" + (pin + "#").repeat(2) + "1";
            assertThat(new RawCall(server.port(), change).place().result()).isEqualTo("SUCCESS");
            Ova.mailbox(data, "add", "51235", "--email", "victim@example.com").succeeded();
        }
    }

    @Test
    @Timeout(value = 600, unit = TimeUnit.SECONDS)
    void leavesOneValidPinAndNoFreeGuess() {
        var random = new Random(20_261_123);
        var changes = 0;
        var late = 1.0; // sooner after each change that was there, later after each that was not
        for (var round = 1; round <= KILLS + 1; round++) {
            try (var server = Ova.serve(installation.folder()).start()) {
                if (round > 1) {
                    var made = changed(server, pin(round - 1), round);
                    if (made) changes++;
                    late *= made ? 0.8 : 1.25;
                }
                noFreeGuess();
                await().until(() -> installation.number(OWED) == 0);
                if (round % 4 == 0) newStreak();
                if (round > KILLS) break;
                attackAndChange(server.port(), pin(round));
                var moment = (long) (late * (200 + random.nextInt(1400)));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(moment));
                server.kill();
            }
        }
        assertThat(changes).as("some kills came before the commit, some after").isPositive();
        assertThat(changes).isLessThan(KILLS);
    }

    private void attackAndChange(int port, String next) {
        for (var i = 0; i < 4; i++) inBackground(new RawCall(port, "51235" + WRONG.repeat(3)));
        inBackground(new RawCall(port, "51234" + pin + "#63" + (next + "#").repeat(2)));
    }

    /// Requires that exactly one of the two is valid; true if it is the new one.
    private boolean changed(OvaServer server, String next, int round) {
        var old = signsIn(server, pin);
        assertThat(signsIn(server, next)).as("round %d", round).isNotEqualTo(old);
        if (!old) pin = next;
        return !old;
    }

    private void newStreak() {
        Ova.mailbox(installation.folder(), "unlock", "51235").succeeded();
        installation.tamper("delete from event where name = 'SIGN_IN'");
    }

    private static final String OWED =
            "select count(*) from mailbox where reset_owed is not null or lock_told = 0";

    /// A crash between charge and verdict leaves a charge whose work is not done.
    @Test
    void whatWasLeftUndoneIsDoneAtStart() {
        installation.tamper(
                "update mailbox set failures = 15, charges = 15, reset_owed = 1, lock_reason = 'FAILURES',"
                        + " lock_since = 1, lock_told = 0 where display_name = 'lea'");
        try (var server = Ova.serve(installation.folder()).start()) {
            await().until(() -> installation.number(OWED) == 0);
            await().until(() -> letterWith("PIN: ") && letterWith("locked"));
            assertThat(
                            installation.query(
                                    "select name from event where name in ('LOCKED', 'AUTOMATIC_RESET') order by name"))
                    .containsExactly("AUTOMATIC_RESET", "LOCKED");
            assertThat(installation.mailedPin()).isNotEqualTo(pin);
            assertThat(server.log()).doesNotContain("ERROR");
        }
        try (var server = Ova.serve(installation.folder()).start()) {
            assertThat(installation.number("select count(*) from event where name = 'LOCKED'"))
                    .as("once, however often it starts")
                    .isEqualTo(1);
            assertThat(server.alive()).isTrue();
        }
    }

    /// The server dies after writing the file and before recording it.
    @Test
    void aLetterOfACrashGoesWithItsPin() {
        var folder = installation.folder();
        installation.tamper(
                "create trigger crash before update of delivered_at on outbox begin select raise(abort, 'crash'); end");
        Ova.mailbox(folder, "reset", "51234");
        var letter =
                installation.letters().stream()
                        .filter(l -> InstalledOva.read(l).contains("To: lea"))
                        .filter(l -> InstalledOva.read(l).contains("PIN: "))
                        .findFirst()
                        .orElseThrow();
        installation.tamper("drop trigger crash");
        installation.tamper("update outbox set claimed_until = 0");
        Ova.mailbox(folder, "reset", "51234").succeeded();
        assertThat(letter).doesNotExist();
        assertThat(installation.letters())
                .anyMatch(l -> InstalledOva.read(l).contains("PIN: " + installation.mailedPin()));
    }

    private boolean letterWith(String words) {
        return installation.letters().stream()
                .anyMatch(letter -> InstalledOva.read(letter).contains(words));
    }

    /// The victim's streak runs from unlock to unlock, since nobody signs in.
    private void noFreeGuess() {
        var charges =
                installation.number("select charges from mailbox where display_name = 'victim'");
        assertThat(charges).isLessThanOrEqualTo(MAX_LOGON_ATTEMPTS);
        assertThat(
                        installation.number(
                                "select coalesce(sum(occurrences), 0) from event join mailbox using (mailbox_guid)"
                                        + " where name = 'SIGN_IN' and display_name = 'victim'"
                                        + " and result in ('WrongPin', 'Success', 'Stale')"))
                .isLessThanOrEqualTo(charges);
    }

    private static boolean signsIn(OvaServer server, String digits) {
        return new RawCall(server.port(), "51234" + digits + "#1")
                .place()
                .result()
                .equals("SUCCESS");
    }

    private static void inBackground(RawCall call) {
        Thread.startVirtualThread(
                () -> {
                    try {
                        call.place();
                    } catch (UncheckedIOException e) {
                        // the server was killed
                    }
                });
    }

    private static String pin(int number) {
        return "80461729%02d".formatted(number);
    }
}
