package org.ovalogin.core.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.administration.Site.OTHER;
import static org.ovalogin.core.administration.Site.RIGHT;
import static org.ovalogin.core.administration.Site.WRONG;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.SignInResult;

/// The clock does not pass but jumps, while a mailbox is locked for its failures.
class ClockJumpTest {
    private static final Duration LOCKOUT = Duration.ofHours(1);
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int MAX_LOGON_ATTEMPTS = 15;

    private Site site;

    @BeforeEach
    void locked(@TempDir Path folder) {
        site =
                Site.with(
                        folder,
                        draft -> {
                            draft.maxLogonAttempts = MAX_LOGON_ATTEMPTS;
                            draft.lockoutDuration = Optional.of(LOCKOUT);
                            draft.logonFailuresBeforePinReset = OptionalInt.empty();
                        });
        site.fail(MAX_LOGON_ATTEMPTS);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void assertShut() {
        assertThat(site.attempt(RIGHT)).isEqualTo(new Verdict.Refused());
    }

    private void assertOpen() {
        assertThat(site.attempt(RIGHT)).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void forwardToJustBeforeTheLockoutsEndLeavesTheLock() {
        site.clock.pass(LOCKOUT.minus(MOMENT));
        assertShut();
        site.clock.pass(MOMENT);
        assertOpen();
    }

    @Test
    void forwardPastTheLockoutAllowsOneComparisonHoweverFar() {
        site.clock.pass(YEAR);
        site.fail(3);
        assertShut();
        assertThat(site.signIns(SignInResult.WRONG_PIN)).isEqualTo(MAX_LOGON_ATTEMPTS + 1);
        assertThat(site.events(Event.Name.LOCK_LIFTED)).isEqualTo(1);
    }

    @Test
    void backwardToBeforeTheLockDoesNotLiftItEarly() {
        var lockedAt = site.clock.instant();
        site.clock.set(lockedAt.minus(YEAR));
        assertShut();
        site.clock.pass(LOCKOUT);
        assertShut();
        site.clock.set(lockedAt.plus(LOCKOUT).minus(MOMENT));
        assertShut();
        assertThat(site.signIns(SignInResult.WRONG_PIN)).isEqualTo(MAX_LOGON_ATTEMPTS);
        site.clock.pass(MOMENT);
        assertOpen();
    }

    /// Swinging it buys one comparison for each lockout that the clock shows, as waiting does.
    @Test
    void forwardAndBackAgainGivesNoSecondComparison() {
        var lockedAt = site.clock.instant();
        site.clock.set(lockedAt.plus(LOCKOUT));
        site.attempt(WRONG);
        site.clock.set(lockedAt);
        assertShut();
        site.clock.set(lockedAt.plus(LOCKOUT));
        assertShut();
        assertThat(site.signIns(SignInResult.WRONG_PIN)).isEqualTo(MAX_LOGON_ATTEMPTS + 1);
    }

    /// A PIN that was set for the owner lapses by the clock that there is.
    @Test
    void temporaryPinIsShutWhileTheClockIsPastItsLapse() {
        site.give(OTHER, true);
        var lapsed = site.clock.instant().plus(Duration.ofDays(7));
        site.clock.set(lapsed.plus(YEAR));
        assertThat(site.attempt(OTHER)).isEqualTo(new Verdict.Refused());
        site.clock.set(lapsed);
        assertThat(site.attempt(OTHER)).isEqualTo(new Verdict.Refused());
        assertThat(site.signIns(SignInResult.LAPSED)).isEqualTo(2);
    }
}
