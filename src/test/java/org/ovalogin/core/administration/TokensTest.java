package org.ovalogin.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.administration.Office.account;
import static org.ovalogin.core.administration.Office.actor;
import static org.ovalogin.core.administration.Office.faults;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.pin.Password;

class TokensTest extends OnSite {
    private Tokens tokens;
    private Account boss;
    private Account desk;
    private Account auditor;

    @BeforeEach
    void open() {
        tokens = site.administration.tokens();
        boss = account(site, "boss", Role.ADMINISTRATOR);
        desk = account(site, "desk", Role.HELPDESK);
        auditor = account(site, "auditor", Role.AUDITOR);
    }

    private Tokens.Issued issue(Account account, Optional<Role> role, int days) {
        return tokens.issue(account, "script", role, days, actor(account));
    }

    private Set<Right> rights(Tokens.Issued issued) {
        return tokens.bearer(issued.secret(), "").map(Actor::rights).orElse(Set.of());
    }

    private void change(String name, Role role, boolean enabled) {
        site.administration
                .accounts()
                .change(
                        name,
                        d -> new AccountDetails(role, d.address(), d.mailbox(), enabled),
                        ADMINISTRATOR);
    }

    @Test
    void oneThatIsMadeWithATokenEndsNoLater() {
        var day = issue(boss, Optional.empty(), 1);
        var bearer = tokens.bearer(day.secret(), "").orElseThrow();
        var years = tokens.issue(boss, "longer", Optional.empty(), 3650, bearer);
        assertThat(years.token().lifetime().expiresAt())
                .isEqualTo(day.token().lifetime().expiresAt());
        var other = tokens.issue(desk, "another's", Optional.empty(), 3650, bearer);
        assertThat(other.token().lifetime().expiresAt())
                .isEqualTo(day.token().lifetime().expiresAt());
        var again = tokens.bearer(years.secret(), "").orElseThrow();
        assertThat(
                        tokens.issue(boss, "chain", Optional.empty(), 90, again)
                                .token()
                                .lifetime()
                                .expiresAt())
                .isEqualTo(day.token().lifetime().expiresAt());
        assertThat(issue(boss, Optional.empty(), 90).token().lifetime().expiresAt())
                .isAfter(day.token().lifetime().expiresAt());
    }

    @ParameterizedTest
    @EnumSource(Accounts.TokensThen.class)
    void aPasswordSetByAnAdministratorEndsThemUnlessToldOtherwise(Accounts.TokensThen then) {
        var issued = issue(desk, Optional.empty(), 90);
        var others = issue(boss, Optional.empty(), 90);
        site.administration
                .accounts()
                .setPassword("desk", Password.of("another horse battery"), then, ADMINISTRATOR);
        assertThat(rights(issued).isEmpty()).isEqualTo(then == Accounts.TokensThen.END);
        assertThat(rights(others)).isNotEmpty();
    }

    @Nested
    class Rights {
        @ParameterizedTest
        @CsvSource({
            "ADMINISTRATOR, ADMINISTRATOR, VIEW VIEW_ACCOUNTS SUPPORT MANAGE",
            "ADMINISTRATOR, HELPDESK, VIEW SUPPORT",
            "ADMINISTRATOR, AUDITOR, VIEW VIEW_ACCOUNTS",
            "HELPDESK, AUDITOR, VIEW",
            "AUDITOR, HELPDESK, VIEW"
        })
        void areThoseOfBothRoles(Role ofAccount, Role ofToken, String expected) {
            var account = account(site, "somebody", ofAccount);
            assertThat(rights(issue(account, Optional.of(ofToken), 1)))
                    .extracting(Enum::name)
                    .containsExactlyInAnyOrder(expected.split(" ", -1));
        }

        @Test
        void ofALesserTokenMakeNoGreaterOne() {
            var lesser = issue(boss, Optional.of(Role.HELPDESK), 1);
            var bearer = tokens.bearer(lesser.secret(), "").orElseThrow();
            for (var role : new Role[] {Role.ADMINISTRATOR, Role.AUDITOR})
                assertThat(faults(() -> tokens.issue(boss, "x", Optional.of(role), 1, bearer)))
                        .containsExactly(Fault.NOT_YOUR_ROLE);
            assertThat(faults(() -> tokens.issue(boss, "x", Optional.empty(), 1, bearer)))
                    .containsExactly(Fault.NOT_YOUR_ROLE);
            var same = tokens.issue(boss, "x", Optional.of(Role.HELPDESK), 1, bearer);
            assertThat(rights(same)).isEqualTo(Role.HELPDESK.rights());
        }

        @ParameterizedTest
        @EnumSource(names = {"HELPDESK", "AUDITOR"})
        void ofAnAdministratorAreForAdministratorsAlone(Role ofAccount) {
            var account = account(site, "somebody", ofAccount);
            assertThat(faults(() -> issue(account, Optional.of(Role.ADMINISTRATOR), 1)))
                    .containsExactly(Fault.NOT_YOUR_ROLE);
            assertThat(site.number("select count(*) from token")).isZero();
        }

        @Test
        void areNotMadeForOthersByThoseWhoMayNot() {
            assertThat(faults(() -> tokens.issue(boss, "x", Optional.empty(), 1, actor(desk))))
                    .containsExactly(Fault.NOT_YOUR_ROLE);
            assertThat(faults(() -> tokens.issue(desk, "x", Optional.empty(), 1, actor(auditor))))
                    .containsExactly(Fault.NOT_YOUR_ROLE);
            assertThat(site.number("select count(*) from token")).isZero();
        }

        @Test
        void followTheAccount() {
            var token = issue(desk, Optional.empty(), 1);
            change("desk", Role.AUDITOR, true);
            assertThat(rights(token)).containsExactly(Right.VIEW);
            change("desk", Role.ADMINISTRATOR, true);
            assertThat(rights(token)).isEqualTo(Role.HELPDESK.rights());
            change("desk", Role.HELPDESK, false);
            assertThat(tokens.bearer(token.secret(), "")).isEmpty();
        }

        @Test
        void ofOneWhoWasDemotedMeanwhileAreNotGivenAway() {
            account(site, "second", Role.ADMINISTRATOR);
            var before = actor(boss);
            change("boss", Role.AUDITOR, true);
            var token = tokens.issue(boss, "x", Optional.empty(), 1, before);
            assertThat(token.token().grant().role()).isEqualTo(Role.AUDITOR);
            assertThat(rights(token)).isEqualTo(Role.AUDITOR.rights());
            change("boss", Role.AUDITOR, false);
            assertThat(faults(() -> tokens.issue(boss, "x", Optional.empty(), 1, before)))
                    .containsExactly(Fault.ACCOUNT_CHANGED);
        }
    }

    @Nested
    class Lifetime {
        @Test
        void endsToTheMoment() {
            var token = issue(desk, Optional.empty(), 1);
            site.clock.pass(Duration.ofDays(1).minusMillis(1));
            assertThat(rights(token)).isNotEmpty();
            site.clock.pass(Duration.ofMillis(1));
            assertThat(rights(token)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(ints = {0, -1, 3651, Integer.MAX_VALUE, Integer.MIN_VALUE})
        void isADayToTenYears(int days) {
            assertThat(faults(() -> issue(desk, Optional.empty(), days)))
                    .containsExactly(Fault.VALUE);
        }

        @Test
        void lastUseIsKeptToTheMinute() {
            var token = issue(desk, Optional.empty(), 1);
            rights(token);
            var first = tokens.all(actor(desk)).getFirst().lastUsed();
            site.clock.pass(Duration.ofSeconds(30));
            rights(token);
            assertThat(tokens.all(actor(desk)).getFirst().lastUsed()).isEqualTo(first);
            site.clock.pass(Duration.ofSeconds(31));
            rights(token);
            assertThat(tokens.all(actor(desk)).getFirst().lastUsed())
                    .contains(site.clock.instant());
        }

        @Test
        void thereAreAHundredOfAnAccountUntilSomeAreOver() {
            for (var i = 0; i < 100; i++) issue(desk, Optional.empty(), i < 50 ? 1 : 2);
            assertThat(faults(() -> issue(desk, Optional.empty(), 1)))
                    .containsExactly(Fault.TOO_MANY_TOKENS);
            issue(auditor, Optional.empty(), 1);
            site.clock.pass(Duration.ofDays(1));
            issue(desk, Optional.empty(), 1);
            assertThat(tokens.all(actor(desk))).hasSize(51);
        }
    }

    @Nested
    class Others {
        @Test
        void areSeenByThoseWhoMaySeeAccounts() {
            issue(boss, Optional.empty(), 1);
            issue(desk, Optional.empty(), 1);
            assertThat(tokens.all(actor(desk)))
                    .extracting(token -> token.grant().account())
                    .containsExactly(desk);
            assertThat(tokens.all(actor(auditor))).hasSize(2);
            assertThat(tokens.all(actor(boss))).hasSize(2);
        }

        @Test
        void areRemovedByAdministratorsAlone() {
            var id = issue(boss, Optional.empty(), 1).token().id().toString();
            assertThat(faults(() -> tokens.remove(id, actor(desk))))
                    .containsExactly(Fault.NO_SUCH_TOKEN);
            assertThat(faults(() -> tokens.remove(id, actor(auditor))))
                    .containsExactly(Fault.OTHERS_TOKEN);
            var own = issue(desk, Optional.empty(), 1);
            tokens.remove(own.token().id().toString(), actor(desk));
            assertThat(rights(own)).isEmpty();
            tokens.remove(issue(desk, Optional.empty(), 1).token().id().toString(), actor(boss));
            assertThat(tokens.all(actor(boss))).hasSize(1);
        }
    }

    @Test
    void whatIsNoTokenBearsNothing() {
        var token = issue(desk, Optional.empty(), 1);
        for (var secret :
                new String[] {
                    "",
                    "ova_",
                    token.secret().substring(4),
                    token.secret() + "x",
                    token.token().hash(),
                    "ova_" + token.token().hash(),
                    "ova_" + "a".repeat(1_000_000)
                }) assertThat(tokens.bearer(secret, "")).isEmpty();
        assertThat(site.texts("select token_hash from token"))
                .noneMatch(h -> token.secret().contains(h));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\nb", "\u202Eevil"})
    void nameIsReadable(String name) {
        assertThat(faults(() -> tokens.issue(desk, name, Optional.empty(), 1, actor(desk))))
                .containsExactly(Fault.VALUE);
    }
}
