package org.ovalogin.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.administration.Office.DESK;
import static org.ovalogin.core.administration.Office.PASSWORD;
import static org.ovalogin.core.administration.Office.WRONG_PASSWORD;
import static org.ovalogin.core.administration.Office.account;
import static org.ovalogin.core.administration.Office.faults;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.AccountSignIn.Opened;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.pin.Password;
import org.ovalogin.storage.store.Sweep;

class WebSessionsTest extends OnSite {
    private AccountSignIn signIn;
    private Account tony;

    @BeforeEach
    void open() {
        signIn = site.administration.signIn();
        account(site, "boss", Role.ADMINISTRATOR);
        tony = account(site, "tony", Role.ADMINISTRATOR);
    }

    private Opened opened() {
        return signIn.open(tony, DESK);
    }

    private boolean open(Opened opened) {
        return signIn.session(opened.cookie(), DESK).isPresent();
    }

    private void change(Role role, boolean enabled) {
        site.administration
                .accounts()
                .change(
                        "tony",
                        d -> new AccountDetails(role, d.address(), d.mailbox(), enabled),
                        ADMINISTRATOR);
    }

    @Nested
    class Time {
        @Test
        void endsWhenItIsNotUsed() {
            var opened = opened();
            site.clock.pass(Duration.ofMinutes(30).minusMillis(1));
            assertThat(open(opened)).isTrue();
            site.clock.pass(Duration.ofMinutes(30));
            assertThat(open(opened)).isFalse();
        }

        @Test
        void endsAtItsLengthHoweverMuchItIsUsed() {
            var opened = opened();
            for (var minutes = 0; minutes < 12 * 60; minutes += 20) {
                assertThat(open(opened)).isTrue();
                site.clock.pass(Duration.ofMinutes(20));
            }
            assertThat(open(opened)).isFalse();
        }

        @Test
        void doesNotGrowLongerByAClockThatIsSetBack() {
            var opened = opened();
            site.clock.pass(Duration.ofSeconds(-30));
            assertThat(open(opened)).isTrue();
            site.clock.pass(Duration.ofHours(-1));
            assertThat(open(opened)).isFalse();
        }

        @Test
        void isForgottenOnceOver() {
            opened();
            site.clock.pass(Duration.ofHours(13));
            opened();
            try (var sweep = new Sweep(site.database, site.clock)) {
                sweep.sweep();
            }
            assertThat(site.number("select count(*) from web_session")).isEqualTo(1);
        }
    }

    @Nested
    class ItsAccount {
        @Test
        void disabledEndsItForGood() {
            var opened = opened();
            change(Role.ADMINISTRATOR, false);
            assertThat(open(opened)).isFalse();
            change(Role.ADMINISTRATOR, true);
            assertThat(open(opened)).isFalse();
        }

        @Test
        void demotedTakesItsRights() {
            var opened = opened();
            change(Role.AUDITOR, true);
            var actor = signIn.session(opened.cookie(), DESK).orElseThrow().actor();
            assertThat(actor.rights()).isEqualTo(Role.AUDITOR.rights());
        }
    }

    @Nested
    class OwnPassword {
        private final Password wanted = Password.of("another horse battery");

        private void change(Password present, Opened from) {
            signIn.changeOwnPassword(
                    tony, present, wanted, Optional.of(from.signedIn().session()), DESK);
        }

        @Test
        void endsAllSessionsButTheOneItIsChangedIn() {
            var here = opened();
            var there = opened();
            change(PASSWORD, here);
            assertThat(open(here)).isTrue();
            assertThat(open(there)).isFalse();
        }

        @Test
        void needsThePresentOneWhichIsCountedAsASignIn() {
            var here = opened();
            for (var i = 0; i < 5; i++)
                assertThat(faults(() -> change(WRONG_PASSWORD, here)))
                        .containsExactly(Fault.CURRENT_PASSWORD);
            assertThat(faults(() -> change(PASSWORD, here)))
                    .containsExactly(Fault.CURRENT_PASSWORD);
            assertThat(open(here)).isTrue();
        }
    }

    @Nested
    class Secrets {
        @Test
        void everySignInHasItsOwn() {
            var one = opened();
            var two = opened();
            assertThat(one.cookie()).hasSize(43).isNotEqualTo(two.cookie());
            assertThat(one.signedIn().csrf()).isNotEqualTo(two.signedIn().csrf());
            assertThat(one.signedIn().csrf()).isNotEqualTo(one.signedIn().session().hash());
            assertThat(site.texts("select session_hash from web_session"))
                    .noneMatch(h -> h.contains(one.cookie()));
        }

        @Test
        void csrfIsTheSessionsOwn() {
            var one = signIn.session(opened().cookie(), DESK).orElseThrow();
            var two = opened().signedIn();
            assertThat(one.csrfMatches(one.csrf())).isTrue();
            assertThat(one.csrfMatches(two.csrf())).isFalse();
            assertThat(one.csrfMatches("")).isFalse();
        }

        @Test
        void whatWasNotHandedOutOpensNothing() {
            var opened = opened();
            for (var cookie :
                    new String[] {
                        "",
                        "fixed-by-somebody-else",
                        opened.signedIn().csrf(),
                        opened.signedIn().session().hash(),
                        "a".repeat(1_000_000)
                    }) assertThat(signIn.session(cookie, DESK)).isEmpty();
        }

        @Test
        void closedIsClosed() {
            var opened = opened();
            signIn.close(opened.signedIn());
            assertThat(open(opened)).isFalse();
        }
    }
}
