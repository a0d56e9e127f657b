package org.ovalogin.core.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;
import static org.ovalogin.core.administration.Site.CALL;
import static org.ovalogin.core.administration.Site.OTHER;
import static org.ovalogin.core.administration.Site.OWN_PHONE;
import static org.ovalogin.core.administration.Site.RIGHT;
import static org.ovalogin.core.administration.Site.WRONG;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.PinResets;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.Event.SignInResult;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.pin.Lockouts;

class SeparateLockoutTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir Path folder;
    private Site site;

    @BeforeEach
    void open() {
        site =
                Site.with(
                        folder,
                        draft -> {
                            draft.separateTrustedLockout = true;
                            draft.lockoutDuration = Optional.of(HOUR);
                        });
    }

    @AfterEach
    void close() {
        site.close();
    }

    private boolean admitted(CallSource source) {
        return site.attempt(RIGHT, source) instanceof Verdict.Admitted;
    }

    private boolean locked(Lockouts.Path path) {
        return site.mailbox().locked(path, site.clock.instant());
    }

    private List<Notice.Kind> mail() {
        return site.mail().stream().map(Notice::kind).toList();
    }

    private List<String> results(Name name) {
        return site.texts("select result from event where name = '" + name + "' order by event_id");
    }

    private void turn(boolean separate) {
        site.administration
                .policies()
                .change(
                        site.mailbox().policy().guid(),
                        p -> p.with(p.pin().with(d -> d.separateTrustedLockout = separate)),
                        ADMINISTRATOR);
    }

    @Nested
    class FromElsewhere {
        @Test
        void failuresBlockTheOutsideAndTheOwnPhoneWorksOn() {
            site.fail(20);
            assertThat(site.signIns(SignInResult.WRONG_PIN)).isEqualTo(15);
            assertThat(admitted(CALL)).isFalse();
            assertThat(admitted(OWN_PHONE)).isTrue();
            assertThat(site.mailbox().outsideBlocked(site.clock.instant())).isTrue();
        }

        @Test
        void failuresNeverResetThePin() {
            site.fail(15);
            assertThat(site.events(Name.AUTOMATIC_RESET)).isZero();
            assertThat(site.mailbox().pin().version()).isEqualTo(1);
        }

        @Test
        void theOwnerIsToldOfTheBlockOnceAndTheEventNamesThePath() {
            site.fail(20);
            assertThat(mail()).containsExactly(Notice.Kind.OUTSIDE_LOCKED);
            assertThat(results(Name.LOCKED)).containsExactly("Outside");
        }

        @Test
        void successOnTheOwnPhoneLiftsNothing() {
            site.fail(15);
            assertThat(admitted(OWN_PHONE)).isTrue();
            assertThat(admitted(CALL)).isFalse();
        }

        @Test
        void theBlockEndsWithTimeAndSaysSo() {
            site.fail(15);
            site.clock.pass(HOUR);
            assertThat(admitted(CALL)).isTrue();
            assertThat(results(Name.LOCK_LIFTED)).containsExactly("Outside");
        }

        @Test
        void theBlockEndsWithAnAdministratorsUnlockOrReset() {
            site.fail(15);
            site.administration.pins().unlock(site.guid(), ADMINISTRATOR);
            assertThat(admitted(CALL)).isTrue();
            site.fail(15);
            site.administration.pins().reset(site.guid(), PinResets.Reset.DEFAULT, ADMINISTRATOR);
            assertThat(locked(Lockouts.Path.OUTSIDE)).isFalse();
        }

        @Test
        void aNumberThatNobodyVouchesForIsOutside() {
            var posing =
                    new CallSource(Site.EXTENSION, "PJSIP/51234", "127.0.0.1", Optional.empty());
            site.fail(15, posing);
            assertThat(locked(Lockouts.Path.TRUSTED)).isFalse();
            assertThat(locked(Lockouts.Path.OUTSIDE)).isTrue();
        }

        @Test
        void anotherMailboxesTrustedPhoneIsOutside() {
            var neighbour =
                    new CallSource(
                            "51235",
                            "PJSIP/51235",
                            "127.0.0.1",
                            Optional.of(new MailboxKey("default", "51235")));
            site.fail(15, neighbour);
            assertThat(locked(Lockouts.Path.TRUSTED)).isFalse();
            assertThat(locked(Lockouts.Path.OUTSIDE)).isTrue();
        }
    }

    @Nested
    class FromTheOwnPhone {
        @Test
        void failuresResetThePinAndLockThePhoneAlone() {
            site.fail(15, OWN_PHONE);
            assertThat(site.events(Name.AUTOMATIC_RESET)).isEqualTo(1);
            assertThat(locked(Lockouts.Path.TRUSTED)).isTrue();
            assertThat(locked(Lockouts.Path.OUTSIDE)).isFalse();
            assertThat(mail())
                    .containsExactlyInAnyOrder(
                            Notice.Kind.AUTOMATIC_RESET, Notice.Kind.TRUSTED_LOCKED);
            assertThat(results(Name.LOCKED)).containsExactly("Trusted");
        }

        @Test
        void theSecondLockIsToldAsThatOfTheMailbox() {
            site.fail(15);
            assertThat(mail()).containsExactly(Notice.Kind.OUTSIDE_LOCKED);
            site.give(OTHER, true); // no automatic reset
            site.fail(15, OWN_PHONE);
            assertThat(mail()).containsExactly(Notice.Kind.LOCKED);
            assertThat(results(Name.LOCKED)).containsExactly("Outside", "Trusted");
        }
    }

    @Test
    void inAllTwiceMaxLogonAttempts() {
        site.give(RIGHT, false);
        for (var i = 0; i < 40; i++) site.attempt(WRONG, i % 2 == 0 ? CALL : OWN_PHONE);
        assertThat(site.signIns(SignInResult.WRONG_PIN)).isEqualTo(30);
        assertThat(site.signIns(SignInResult.LOCKED)).isEqualTo(10);
    }

    @Test
    void administratorsLockRefusesBothAndOnlyTheyLiftIt() {
        site.administration.pins().lock(site.guid(), ADMINISTRATOR);
        site.clock.pass(HOUR.multipliedBy(1000));
        assertThat(admitted(CALL)).isFalse();
        assertThat(admitted(OWN_PHONE)).isFalse();
        site.administration.pins().unlock(site.guid(), ADMINISTRATOR);
        assertThat(admitted(CALL)).isTrue();
        assertThat(admitted(OWN_PHONE)).isTrue();
    }

    @Test
    void ownerHearsOfTheFailuresFromElsewhere() {
        site.fail(15);
        assertThat(site.attempt(RIGHT, OWN_PHONE))
                .isInstanceOfSatisfying(
                        Verdict.Admitted.class,
                        in -> assertThat(in.admission().failedBefore()).isEqualTo(15));
    }

    @Test
    void whatACrashLeftUntoldIsToldOfItsPath() {
        site.save(
                m -> {
                    var lockouts = m.lockouts();
                    for (var i = 0; i < 15; i++)
                        lockouts =
                                lockouts.charge(
                                                Lockouts.Path.OUTSIDE,
                                                m.policy().pin(),
                                                site.clock.instant())
                                        .after();
                    return m.with(lockouts);
                });
        site.failureWork.completeAll();
        assertThat(mail()).containsExactly(Notice.Kind.OUTSIDE_LOCKED);
        site.failureWork.completeAll();
        assertThat(mail()).isEmpty();
    }

    @Nested
    class Turned {
        @Test
        void offTheBlockOfTheOutsideIsALockOfAll() {
            site.fail(15);
            turn(false);
            assertThat(admitted(OWN_PHONE)).isFalse();
            turn(true);
            assertThat(admitted(OWN_PHONE)).isTrue();
            assertThat(admitted(CALL)).isFalse();
        }

        @Test
        void onTheLockOfAllStaysOneOfBoth() {
            turn(false);
            site.fail(15);
            turn(true);
            site.give(RIGHT, false);
            assertThat(admitted(CALL)).isFalse();
            assertThat(admitted(OWN_PHONE)).isFalse();
        }

        @Test
        void offALockIsToldOfTheWholeMailbox() {
            site.fail(14);
            turn(false);
            site.give(OTHER, true); // no automatic reset
            site.fail(1, OWN_PHONE);
            assertThat(mail()).containsExactly(Notice.Kind.LOCKED);
            assertThat(results(Name.LOCKED)).containsExactly("");
        }

        @Test
        void backAndForthGivesNoGuessMore() {
            site.give(RIGHT, false);
            for (var i = 0; i < 100; i++) {
                turn(i % 3 == 0);
                site.attempt(WRONG, i % 2 == 0 ? CALL : OWN_PHONE);
            }
            assertThat(site.signIns(SignInResult.WRONG_PIN)).isLessThanOrEqualTo(30);
        }
    }

    @Nested
    class ATokenForTheReturn {
        private static final String BOUND = "call";

        private boolean brings(CallSource source) {
            var token =
                    site.sessions.issue(
                            new Admission(
                                    site.mailbox(),
                                    Admission.Level.PIN,
                                    0,
                                    Optional.empty(),
                                    false,
                                    site.clock.instant()),
                            BOUND,
                            site.clock.instant().plus(HOUR),
                            0);
            return site.sessions.redeem(token, BOUND, source) instanceof CallSessions.Returned;
        }

        @Test
        void isGoodOnTheOwnPhoneWhileTheOutsideIsBlocked() {
            site.fail(15);
            assertThat(brings(OWN_PHONE)).isTrue();
            assertThat(brings(CALL)).isFalse();
        }

        @Test
        void isGoodElsewhereWhileTheOwnPhoneIsLocked() {
            site.give(OTHER, true); // no automatic reset
            site.fail(15, OWN_PHONE);
            assertThat(brings(CALL)).isTrue();
            assertThat(brings(OWN_PHONE)).isFalse();
        }
    }
}
