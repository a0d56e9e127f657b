package org.ovalogin.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.ovalogin.core.administration.Office.PASSWORD;
import static org.ovalogin.core.administration.Office.account;
import static org.ovalogin.core.administration.Office.actor;
import static org.ovalogin.core.administration.Office.atOnce;
import static org.ovalogin.core.administration.Office.faults;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.AccountSignIn.Result;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.pin.Password;

class AccountsTest extends OnSite {
    private static final AccountDetails ADMINISTRATORS =
            new AccountDetails(Role.ADMINISTRATOR, Optional.empty(), Optional.empty(), true);

    private Accounts accounts;

    @BeforeEach
    void open() {
        accounts = site.administration.accounts();
    }

    private static AccountDetails with(AccountDetails details, Role role, boolean enabled) {
        return new AccountDetails(role, details.address(), details.mailbox(), enabled);
    }

    private boolean signsIn(String name, Password password) {
        return site.administration.signIn().attempt(name, password, Office.DESK)
                instanceof Result.In;
    }

    @Nested
    class LastAdministrator {
        @Test
        void canNotBeRemovedDisabledOrDemoted() {
            account(site, "tony", Role.ADMINISTRATOR);
            account(
                    site,
                    "asleep",
                    new AccountDetails(
                            Role.ADMINISTRATOR, Optional.empty(), Optional.empty(), false));
            account(site, "desk", Role.HELPDESK);
            assertThat(faults(() -> accounts.remove("tony", ADMINISTRATOR)))
                    .containsExactly(Fault.LAST_ADMINISTRATOR);
            assertThat(
                            faults(
                                    () ->
                                            accounts.change(
                                                    "TONY",
                                                    d -> with(d, Role.ADMINISTRATOR, false),
                                                    ADMINISTRATOR)))
                    .containsExactly(Fault.LAST_ADMINISTRATOR);
            assertThat(
                            faults(
                                    () ->
                                            accounts.change(
                                                    "tony",
                                                    d -> with(d, Role.AUDITOR, true),
                                                    ADMINISTRATOR)))
                    .containsExactly(Fault.LAST_ADMINISTRATOR);
            accounts.remove("asleep", ADMINISTRATOR);
            accounts.remove("desk", ADMINISTRATOR);
            assertThat(accounts.all(ADMINISTRATOR)).hasSize(1);
        }

        @Test
        void oneOfTwoWhoRemoveEachOtherStays() throws Exception {
            for (var round = 0; round < 10; round++) {
                var two =
                        List.of(
                                account(site, "one", Role.ADMINISTRATOR),
                                account(site, "two", Role.ADMINISTRATOR));
                var turns = new ConcurrentLinkedQueue<>(List.of(0, 1));
                var outcomes =
                        atOnce(
                                2,
                                () -> {
                                    var me = turns.remove();
                                    return faults(
                                            () ->
                                                    accounts.remove(
                                                            two.get(1 - me).name(),
                                                            actor(two.get(me))));
                                });
                assertThat(outcomes)
                        .containsExactlyInAnyOrder(List.of(), List.of(Fault.LAST_ADMINISTRATOR));
                assertThat(accounts.all(ADMINISTRATOR)).hasSize(1);
                site.sql("delete from account");
            }
        }
    }

    @Nested
    class Names {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " tony",
                    "to ny",
                    "tony\n",
                    "t\u043eny",
                    "tony\u200b",
                    "\u212Aate",
                    "a'; drop table account;--",
                    "12345678901234567890123456789012345678901234567890123456789012345"
                })
        void refusesWhatMayBeTakenForAnother(String name) {
            assertThat(faults(() -> accounts.add(name, ADMINISTRATORS, PASSWORD, ADMINISTRATOR)))
                    .containsExactly(Fault.ACCOUNT_NAME);
            assertThat(accounts.none()).isTrue();
        }

        @Test
        void areOneWhateverTheirCase() {
            account(site, "tony@contoso.com", Role.ADMINISTRATOR);
            assertThat(
                            faults(
                                    () ->
                                            accounts.add(
                                                    "Tony@Contoso.com",
                                                    ADMINISTRATORS,
                                                    PASSWORD,
                                                    ADMINISTRATOR)))
                    .containsExactly(Fault.NAME_TAKEN);
            assertThat(accounts.find("TONY@CONTOSO.COM", ADMINISTRATOR).name())
                    .isEqualTo("tony@contoso.com");
        }

        @Test
        void addressAndMailboxMustBeSome() {
            var details =
                    new AccountDetails(
                            Role.HELPDESK,
                            Optional.of("nobody"),
                            Optional.of(UUID.randomUUID()),
                            true);
            assertThat(faults(() -> accounts.add("desk", details, PASSWORD, ADMINISTRATOR)))
                    .containsExactly(Fault.ADDRESS, Fault.NO_SUCH_MAILBOX);
        }
    }

    @Nested
    class Passwords {
        @ParameterizedTest
        @ValueSource(strings = {"", "elevenchars", "aaaaaaaaaaaa", "my TonySmith 2026"})
        void refusesWeakOnesAndDoesNotRepeatThem(String password) {
            var refused =
                    catchThrowableOfType(
                            NotDone.class,
                            () ->
                                    accounts.add(
                                            "tonysmith",
                                            ADMINISTRATORS,
                                            Password.of(password),
                                            ADMINISTRATOR));
            assertThat(refused.findings().getFirst().field()).isEqualTo("Password");
            assertThat(refused.findings().getFirst().found()).isEmpty();
            if (!password.isEmpty()) assertThat(refused.getMessage()).doesNotContain(password);
        }

        @Test
        void takesLongOnesOfAnyScriptWhicheverWayTheyAreTyped() {
            var composed = Password.of("p\u00e4ssw\u00f6rter \u2603 sind lang");
            accounts.add("tony", ADMINISTRATORS, composed, ADMINISTRATOR);
            assertThat(signsIn("tony", Password.of("pa\u0308sswo\u0308rter \u2603 sind lang")))
                    .isTrue();
            assertThat(
                            faults(
                                    () ->
                                            accounts.setPassword(
                                                    "tony",
                                                    Password.of("ab".repeat(65)),
                                                    Accounts.TokensThen.END,
                                                    ADMINISTRATOR)))
                    .containsExactly(Fault.PASSWORD);
        }

        @Test
        void shortNameMayBePartOfOne() {
            accounts.add("a", ADMINISTRATORS, PASSWORD, ADMINISTRATOR);
            assertThat(signsIn("a", PASSWORD)).isTrue();
        }

        @Test
        void newOneEndsSessionsAndTheOldOne() {
            var tony = account(site, "tony", Role.ADMINISTRATOR);
            var opened = site.administration.signIn().open(tony, Office.DESK);
            var wanted = Password.of("another horse battery");
            accounts.setPassword("tony", wanted, Accounts.TokensThen.END, ADMINISTRATOR);
            assertThat(site.administration.signIn().session(opened.cookie(), Office.DESK))
                    .isEmpty();
            assertThat(signsIn("tony", PASSWORD)).isFalse();
            assertThat(signsIn("tony", wanted)).isTrue();
        }

        @Test
        void onesOwnIsNotSetWithoutThePresentOne() {
            var tony = account(site, "tony", Role.ADMINISTRATOR);
            assertThat(
                            faults(
                                    () ->
                                            accounts.setPassword(
                                                    "Tony",
                                                    Password.of("another horse battery"),
                                                    Accounts.TokensThen.END,
                                                    actor(tony))))
                    .containsExactly(Fault.MISSING);
            assertThat(signsIn("tony", PASSWORD)).isTrue();
        }
    }

    @Nested
    class First {
        @Test
        void isMadeOnceByWhoeverHasTheSecret() throws Exception {
            var first = site.administration.firstAdministrator();
            var secret = first.secret().orElseThrow();
            assertThat(faults(() -> first.create("guess", "mallory", PASSWORD, "")))
                    .containsExactly(Fault.SET_UP_ALREADY);
            var names = new ConcurrentLinkedQueue<>(List.of("one", "two", "three", "four"));
            var outcomes =
                    atOnce(
                            4,
                            () -> faults(() -> first.create(secret, names.remove(), PASSWORD, "")));
            assertThat(outcomes.stream().filter(List::isEmpty)).hasSize(1);
            assertThat(accounts.all(ADMINISTRATOR))
                    .extracting(Account::role)
                    .containsExactly(Role.ADMINISTRATOR);
            assertThat(first.secret()).isEmpty();
            assertThat(first.opens(secret)).isFalse();
        }
    }

    @Test
    void removedOneTakesSessionsAndTokensAlong() {
        account(site, "tony", Role.ADMINISTRATOR);
        var desk = account(site, "desk", Role.HELPDESK);
        var signIn = site.administration.signIn();
        var opened = signIn.open(desk, Office.DESK);
        var token =
                site.administration
                        .tokens()
                        .issue(desk, "script", Optional.empty(), 90, actor(desk));
        accounts.remove("desk", ADMINISTRATOR);
        assertThat(signIn.session(opened.cookie(), Office.DESK)).isEmpty();
        assertThat(site.administration.tokens().bearer(token.secret(), "")).isEmpty();
        assertThat(site.number("select count(*) from web_session")).isZero();
        assertThat(site.number("select count(*) from token")).isZero();
    }

    @Test
    void everyChangeIsAnEventAndNoChangeIsNone() {
        account(site, "tony", Role.ADMINISTRATOR);
        accounts.change("tony", d -> d, ADMINISTRATOR);
        accounts.setPassword(
                "tony",
                Password.of("another horse battery"),
                Accounts.TokensThen.END,
                ADMINISTRATOR);
        accounts.liftDelay("tony", ADMINISTRATOR);
        assertThat(
                        site.texts(
                                "select result || ' ' || subject from event where name = 'ACCOUNT_CHANGED' order by event_id"))
                .containsExactly("Created tony", "PasswordChanged tony", "DelayLifted tony");
    }
}
