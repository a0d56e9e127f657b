package org.ovalogin.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.administration.Office.PASSWORD;
import static org.ovalogin.core.administration.Office.account;
import static org.ovalogin.core.administration.Office.actor;
import static org.ovalogin.core.administration.Office.faults;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.pin.PinPolicy;

class RolesTest extends OnSite {
    private static final Enabling NEW = Enabling.of("default", "51299", "new@contoso.com");
    private static final AccountDetails DESK =
            new AccountDetails(Role.HELPDESK, Optional.empty(), Optional.empty(), true);

    /// Something that somebody does there.
    interface Act {
        void by(Actor actor, Site site);
    }

    private static Arguments act(String name, String allowed, Act act) {
        return Arguments.of(name, allowed, act);
    }

    /// Everything that asks who is at work; `a`, `h`, `u` stand for administrators, help desk and
    /// auditors.
    static Stream<Arguments> acts() {
        return Stream.of(
                        List.of(
                                act("enable", "a", (a, s) -> boxes(s).enable(NEW, a)),
                                act("whether to enable", "a", (a, s) -> boxes(s).whatIf(NEW, a)),
                                act("change a mailbox", "a", (a, s) -> change(s, a)),
                                act(
                                        "whether to change a mailbox",
                                        "a",
                                        (a, s) -> boxes(s).whatIf(s.guid(), m -> m, a)),
                                act("disable", "a", (a, s) -> boxes(s).disable(s.guid(), a))),
                        List.of(
                                act(
                                        "reset",
                                        "ah",
                                        (a, s) -> pins(s).reset(s.guid(), Reset.DEFAULT, a)),
                                act(
                                        "whether to reset",
                                        "ah",
                                        (a, s) -> pins(s).whatIf(s.guid(), Reset.DEFAULT, a)),
                                act("lock", "ah", (a, s) -> pins(s).lock(s.guid(), a)),
                                act("unlock", "ah", (a, s) -> pins(s).unlock(s.guid(), a))),
                        List.of(
                                act("add a dial plan", "a", (a, s) -> plans(s).add("x", d -> d, a)),
                                act(
                                        "whether to add a dial plan",
                                        "a",
                                        (a, s) -> plans(s).whatIf("x", d -> d, a)),
                                act(
                                        "change a dial plan",
                                        "a",
                                        (a, s) -> plans(s).change("default", d -> d, a)),
                                act(
                                        "whether to change a dial plan",
                                        "a",
                                        (a, s) -> plans(s).whatIfChanged("default", d -> d, a)),
                                act("remove a dial plan", "a", (a, s) -> removePlan(s, a))),
                        List.of(
                                act("add a policy", "a", (a, s) -> addPolicy(s, a)),
                                act(
                                        "whether to add a policy",
                                        "a",
                                        (a, s) ->
                                                policies(s)
                                                        .whatIf(
                                                                "x",
                                                                Optional.empty(),
                                                                PinPolicy.NIST,
                                                                p -> p,
                                                                a)),
                                act(
                                        "change a policy",
                                        "a",
                                        (a, s) -> policies(s).change(policy(s), p -> p, a)),
                                act(
                                        "whom a policy concerns",
                                        "a",
                                        (a, s) -> policies(s).effect(policy(s), p -> p, a)),
                                act("remove a policy", "a", (a, s) -> removePolicy(s, a))),
                        List.of(
                                act("see accounts", "au", (a, s) -> accounts(s).all(a)),
                                act("see an account", "au", (a, s) -> accounts(s).find("other", a)),
                                act(
                                        "add an account",
                                        "a",
                                        (a, s) -> accounts(s).add("x", DESK, PASSWORD, a)),
                                act(
                                        "change an account",
                                        "a",
                                        (a, s) -> accounts(s).change("other", d -> d, a)),
                                act(
                                        "remove an account",
                                        "a",
                                        (a, s) -> accounts(s).remove("other", a)),
                                act(
                                        "set another's password",
                                        "a",
                                        (a, s) ->
                                                accounts(s)
                                                        .setPassword(
                                                                "other",
                                                                Password.of("correct horse too"),
                                                                Accounts.TokensThen.END,
                                                                a)),
                                act(
                                        "lift a delay",
                                        "a",
                                        (a, s) -> accounts(s).liftDelay("other", a)),
                                act("make another's token", "a", (a, s) -> othersToken(s, a))))
                .flatMap(List::stream);
    }

    private static Mailboxes boxes(Site site) {
        return site.administration.mailboxes();
    }

    private static PinResets pins(Site site) {
        return site.administration.pins();
    }

    private static DialPlans plans(Site site) {
        return site.administration.dialPlans();
    }

    private static Policies policies(Site site) {
        return site.administration.policies();
    }

    private static Accounts accounts(Site site) {
        return site.administration.accounts();
    }

    private static UUID policy(Site site) {
        return site.mailbox().policy().guid();
    }

    private static void change(Site site, Actor actor) {
        boxes(site).change(site.guid(), m -> m, actor);
    }

    private static void removePlan(Site site, Actor actor) {
        faults(() -> plans(site).add("empty", d -> d, Site.ADMINISTRATOR));
        plans(site).remove("empty", actor);
    }

    private static void addPolicy(Site site, Actor actor) {
        policies(site).add("x", Optional.empty(), PinPolicy.NIST, p -> p, actor);
    }

    private static void removePolicy(Site site, Actor actor) {
        faults(() -> addPolicy(site, Site.ADMINISTRATOR));
        policies(site).remove(policies(site).find("x").guid(), actor);
    }

    private static void othersToken(Site site, Actor actor) {
        var other = accounts(site).find("other", Site.ADMINISTRATOR);
        site.administration.tokens().issue(other, "x", Optional.empty(), 1, actor);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("acts")
    void mayDoWhatTheyAreForAndNothingElse(String name, String allowed, Act act) {
        account(site, "other", Role.HELPDESK);
        var actors =
                List.of(
                        actor(account(site, "u", Role.AUDITOR)),
                        actor(account(site, "h", Role.HELPDESK)),
                        actor(account(site, "a", Role.ADMINISTRATOR)));
        var nobody = new Actor(Optional.empty(), "account n", java.util.Set.of(), "");
        assertThat(faults(() -> act.by(nobody, site)))
                .as("nobody")
                .containsExactly(Fault.NOT_YOUR_ROLE);
        for (var actor : actors) {
            var may = allowed.contains(actor.name().substring("account ".length()));
            assertThat(faults(() -> act.by(actor, site)))
                    .as("%s: %s", name, actor.name())
                    .isEqualTo(may ? List.of() : List.of(Fault.NOT_YOUR_ROLE));
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void isKnownByItsCode(Role role) {
        assertThat(Role.of(role.code().toUpperCase(Locale.ROOT))).contains(role);
        assertThat(role.rights()).contains(Right.VIEW);
    }

    @Nested
    class MailboxOfAnAdministrator {
        private Actor desk;

        @BeforeEach
        void hire() {
            desk = actor(account(site, "desk", Role.HELPDESK));
            site.sql(
                    "insert into alias (alias_key, alias, mailbox_guid, position) select 'tony.s@contoso.com', 'Tony.S@contoso.com', mailbox_guid, 1 from mailbox");
        }

        private void assertOutOfReach() {
            var pins = site.administration.pins();
            var guid = site.guid();
            var typed =
                    new Reset(
                            Optional.of("739164"),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
            assertThat(faults(() -> pins.reset(guid, Reset.DEFAULT, desk)))
                    .containsExactly(Fault.ADMINISTRATORS_MAILBOX);
            assertThat(faults(() -> pins.reset(guid, typed, desk)))
                    .containsExactly(Fault.ADMINISTRATORS_MAILBOX);
            assertThat(faults(() -> pins.whatIf(guid, typed, desk)))
                    .containsExactly(Fault.ADMINISTRATORS_MAILBOX);
            assertThat(faults(() -> pins.lock(guid, desk)))
                    .containsExactly(Fault.ADMINISTRATORS_MAILBOX);
            assertThat(faults(() -> pins.unlock(guid, desk)))
                    .containsExactly(Fault.ADMINISTRATORS_MAILBOX);
            assertThat(site.mail()).isEmpty();
            assertThat(site.number("select count(*) from history_check")).isZero();
        }

        @ParameterizedTest
        @CsvSource({
            "tony@contoso.com, ",
            "TONY@CONTOSO.COM, ",
            "tonysmith, ",
            "TonySmith, ",
            "tony.s@contoso.com, ",
            "boss, tony@contoso.com",
            "boss, Tony@Contoso.com",
            "boss, tony.s@contoso.com"
        })
        void byNameOrAddressIsOutOfReach(String name, String address) {
            account(
                    site,
                    name,
                    new AccountDetails(
                            Role.ADMINISTRATOR,
                            Optional.ofNullable(address),
                            Optional.empty(),
                            true));
            assertOutOfReach();
        }

        @Test
        void byLinkIsOutOfReach() {
            account(
                    site,
                    "boss",
                    new AccountDetails(
                            Role.ADMINISTRATOR, Optional.empty(), Optional.of(site.guid()), true));
            assertOutOfReach();
        }

        @Test
        void whoIsDisabledIsOutOfReachToo() {
            account(
                    site,
                    "tonysmith",
                    new AccountDetails(
                            Role.ADMINISTRATOR, Optional.empty(), Optional.empty(), false));
            assertOutOfReach();
        }

        @Test
        void isInReachOfAdministratorsAndOthersMailboxesOfTheHelpDesk() {
            account(site, "tonysmith", Role.ADMINISTRATOR);
            var boss = actor(account(site, "boss", Role.ADMINISTRATOR));
            site.administration.pins().reset(site.guid(), Reset.DEFAULT, boss);
            var other = Office.enable(site, "51299", "new@contoso.com");
            site.administration.pins().reset(other.guid(), Reset.DEFAULT, desk);
        }

        @Test
        void isAnAuditorsOrHelpDesksIsInReach() {
            account(site, "tonysmith", Role.AUDITOR);
            site.administration.pins().reset(site.guid(), Reset.DEFAULT, desk);
        }
    }
}
