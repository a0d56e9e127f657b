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
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.SelfService;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.Event.SignInResult;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.core.pin.Lockouts;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.pin.PinPolicy;

class OutsideAccessTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir Path folder;
    private Site site;
    private OutsideAccess access;

    @BeforeEach
    void open() {
        site = Site.with(folder, draft -> draft.separateTrustedLockout = true);
        access = new OutsideAccess(site.store);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private boolean admitted(CallSource source) {
        return site.attempt(RIGHT, source) instanceof Verdict.Admitted;
    }

    private Admission atDesk() {
        return ((Verdict.Admitted) site.attempt(RIGHT, OWN_PHONE)).admission();
    }

    private boolean allow() {
        return access.allow(atDesk(), OWN_PHONE).isPresent();
    }

    private List<Notice.Kind> mail() {
        return site.mail().stream().map(Notice::kind).toList();
    }

    private List<String> results(Name name) {
        return site.texts("select result from event where name = '" + name + "' order by event_id");
    }

    private void turn(boolean separate) {
        policy(d -> d.separateTrustedLockout = separate);
    }

    private void policy(Consumer<PinPolicy.Draft> change) {
        site.administration
                .policies()
                .change(
                        site.mailbox().policy().guid(),
                        p -> p.with(p.pin().with(change)),
                        ADMINISTRATOR);
    }

    @Nested
    class Allowing {
        @Test
        void startsANewStreakOfTheOutsideAlone() {
            site.fail(15);
            site.fail(3, OWN_PHONE);
            var owner = atDesk();
            site.fail(2, OWN_PHONE);
            var before = site.mailbox().lockouts();
            assertThat(access.allow(owner, OWN_PHONE)).isPresent();
            var after = site.mailbox().lockouts();
            assertThat(after.trusted()).isEqualTo(before.trusted());
            assertThat(after.outside().streak()).isEqualTo(before.outside().streak() + 1);
            assertThat(after.outside().failures()).isZero();
            assertThat(admitted(CALL)).isTrue();
        }

        @Test
        void isAnEventAndALetterToTheOwner() {
            site.fail(15);
            mail();
            allow();
            assertThat(results(Name.UNLOCKED)).containsExactly("Outside");
            assertThat(site.texts("select by_whom from event where name = 'UNLOCKED'"))
                    .containsExactly("caller 51234");
            assertThat(mail()).containsExactly(Notice.Kind.OUTSIDE_ALLOWED);
        }

        @Test
        void givesElsewhereOneMoreStreakADay() {
            for (var day = 0; day < 3; day++) {
                site.fail(20);
                assertThat(allow()).isTrue();
                site.fail(20);
                assertThat(allow()).isFalse();
                site.clock.pass(DAY);
            }
            assertThat(site.signIns(SignInResult.WRONG_PIN)).isEqualTo(15 + 3 * 15);
        }

        @Test
        void isRefusedWithinTwentyFourHoursEvenAfterAnUnlock() {
            site.fail(15);
            assertThat(allow()).isTrue();
            site.administration.pins().unlock(site.guid(), ADMINISTRATOR);
            site.fail(15);
            assertThat(allow()).isFalse();
            site.clock.pass(DAY);
            site.clock.pass(Duration.ofHours(-25));
            assertThat(allow()).isFalse();
        }

        @Test
        void isRefusedAtAHundredCharges() {
            site.fail(15);
            site.save(
                    m -> {
                        var o = m.lockouts().outside();
                        return m.with(
                                new Lockouts(
                                        new Lockout(
                                                o.failures(),
                                                o.streak(),
                                                100,
                                                o.resetInStreak(),
                                                o.resetOwed(),
                                                o.lock()),
                                        m.lockouts().trusted()));
                    });
            var before = site.mailbox().lockouts();
            assertThat(allow()).isFalse();
            assertThat(site.mailbox().lockouts().outside()).isEqualTo(before.outside());
        }

        @Test
        void neverLiftsAnAdministratorsLock() {
            site.fail(15);
            var owner = atDesk();
            site.administration.pins().lock(site.guid(), ADMINISTRATOR);
            assertThat(access.allow(owner, OWN_PHONE)).isEmpty();
            assertThat(admitted(CALL)).isFalse();
            assertThat(results(Name.UNLOCKED)).isEmpty();
        }

        @Test
        void needsTheOwnPhoneAndThePin() {
            site.fail(15);
            var owner = atDesk();
            assertThat(access.allow(owner, CALL)).isEmpty();
            var pinless =
                    Admission.of(site.mailbox(), Admission.Level.PINLESS, 0, site.clock.instant());
            assertThat(access.allow(pinless, OWN_PHONE)).isEmpty();
            site.give(OTHER, false);
            assertThat(access.allow(owner, OWN_PHONE)).isEmpty();
            assertThat(admitted(CALL)).isFalse();
        }

        @Test
        void isForSeparateCountsOnly() {
            site.fail(15);
            var owner = atDesk();
            turn(false);
            assertThat(access.allow(owner, OWN_PHONE)).isEmpty();
        }
    }

    @Nested
    class TheOwnersBlock {
        private void block() {
            var owner = atDesk().mailbox();
            var ready = (PinChange.Prepared.Ready) site.pinChange.prepare(owner, OTHER);
            assertThat(site.pinChange.commitAfterMisuse(owner, ready, OWN_PHONE)).isPresent();
        }

        private boolean opens(CallSource source) {
            return site.attempt(OTHER, source) instanceof Verdict.Admitted;
        }

        @Test
        void refusesElsewhereForGoodAndTheOwnPhoneWorksOn() {
            block();
            site.clock.pass(Duration.ofDays(30));
            assertThat(opens(CALL)).isFalse();
            assertThat(opens(OWN_PHONE)).isTrue();
            assertThat(opens(CALL)).isFalse();
        }

        private void administrator() {
            site.administration
                    .accounts()
                    .add(
                            "ada",
                            new AccountDetails(
                                    Role.ADMINISTRATOR,
                                    Optional.of("ada@elsewhere.com"),
                                    Optional.empty(),
                                    true),
                            Password.of("correct horse battery"),
                            ADMINISTRATOR);
        }

        /// An owner who reports again and again fills no administrator's mailbox.
        @Test
        void isOneLetterADayToAdministrators() {
            administrator();
            var in = atDesk().mailbox();
            for (var digits : List.of("815063", "940275", "386172")) in = report(in, digits);
            assertThat(results(Name.MISUSE_REPORTED)).hasSize(3);
            assertThat(reportsInMail()).isEqualTo(1);
            site.clock.pass(DAY);
            report(in, "527319");
            assertThat(reportsInMail()).isEqualTo(2);
        }

        /// Letters of the last call come again, since nobody has delivered them.
        private long reportsInMail() {
            return mail().stream().filter(Notice.Kind.MISUSE_REPORTED::equals).count();
        }

        private Mailbox report(Mailbox in, String digits) {
            try (var pin = Pin.of(digits).orElseThrow()) {
                var ready = (PinChange.Prepared.Ready) site.pinChange.prepare(in, pin);
                return site.pinChange.commitAfterMisuse(in, ready, OWN_PHONE).orElseThrow();
            }
        }

        @Test
        void isTwoEventsAndLettersToOwnerAndAdministrators() {
            administrator();
            block();
            assertThat(results(Name.LOCKED)).containsExactly("ByOwner");
            assertThat(results(Name.MISUSE_REPORTED)).containsExactly("");
            assertThat(site.mail())
                    .extracting(n -> n.kind() + " to " + n.recipient() + " by " + n.by())
                    .containsExactlyInAnyOrder(
                            "CHANGED to tony@contoso.com by caller 51234",
                            "OUTSIDE_BLOCKED to tony@contoso.com by caller 51234",
                            "MISUSE_REPORTED to ada@elsewhere.com by default\\51234 (Tony Smith)");
        }

        @Test
        void isRefusedElsewhere() {
            var owner = atDesk().mailbox();
            var ready = (PinChange.Prepared.Ready) site.pinChange.prepare(owner, OTHER);
            assertThat(site.pinChange.commitAfterMisuse(owner, ready, CALL)).isEmpty();
            assertThat(admitted(OWN_PHONE)).isTrue();
        }

        @Test
        void replacesTheBlockOfFailures() {
            site.fail(15);
            policy(d -> d.lockoutDuration = Optional.of(Duration.ofHours(1)));
            block();
            site.clock.pass(Duration.ofHours(2));
            assertThat(opens(CALL)).isFalse();
            assertThat(access.allow(atDeskWithNewPin(), OWN_PHONE)).isEmpty();
        }

        private Admission atDeskWithNewPin() {
            return ((Verdict.Admitted) site.attempt(OTHER, OWN_PHONE)).admission();
        }

        @Test
        void takesWrongPinsFromElsewhereWithoutAComparison() {
            block();
            site.attempt(WRONG, CALL);
            assertThat(site.signIns(SignInResult.WRONG_PIN)).isZero();
            assertThat(site.signIns(SignInResult.LOCKED)).isEqualTo(1);
        }

        @Test
        void endsWithAnUnlock() {
            block();
            assertThat(site.administration.pins().unlock(site.guid(), ADMINISTRATOR)).isTrue();
            assertThat(opens(CALL)).isTrue();
        }

        @Test
        void endsWithSelfService() {
            block();
            var self = site.administration.selfService();
            self.ask(new SelfService.Asked(Optional.empty(), "51234"));
            var letter =
                    site.mail().stream()
                            .filter(n -> n.kind() == Notice.Kind.RESET_LINK)
                            .findFirst()
                            .orElseThrow();
            var link = self.links(letter).getFirst();
            assertThat(self.confirm(link.secret(), "192.0.2.1"))
                    .isInstanceOf(SelfService.Outcome.Done.class);
            assertThat(site.mailbox().locked(site.clock.instant())).isFalse();
        }

        @Test
        void outlivesTheTurnOfTheParameter() {
            block();
            turn(false);
            assertThat(opens(CALL)).isFalse();
            assertThat(opens(OWN_PHONE)).isFalse();
            turn(true);
            assertThat(opens(CALL)).isFalse();
            assertThat(opens(OWN_PHONE)).isTrue();
        }
    }
}
