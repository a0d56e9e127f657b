package org.ovalogin.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Mailbox;

class RightsTest {
    /// The roles allowed: a for administrators, h for the help desk, u for auditors; * for anybody.
    private static final Map<String, String> TABLE = new TreeMap<>();

    static {
        for (var line :
                """
                GET /me : ahu
                GET /health : *
                GET /openapi.json : *
                GET /mailboxes : ahu
                POST /mailboxes : a
                GET /mailboxes/{id} : ahu
                PATCH /mailboxes/{id} : a
                DELETE /mailboxes/{id} : a
                GET /mailboxes/{id}/pin : ahu
                PUT /mailboxes/{id}/pin : ah
                PUT /mailboxes/{id}/lock : ah
                DELETE /mailboxes/{id}/lock : ah
                POST /queue/retry : ah
                GET /jobs : ah
                POST /jobs : ah
                GET /jobs/{id} : ah
                GET /jobs/{id}/mailboxes : ah
                POST /jobs/{id}/stop : ah
                GET /overview : ahu
                GET /budgets : ahu
                POST /budgets/reset : ah
                GET /dialplans : ahu
                POST /dialplans : a
                GET /dialplans/{name} : ahu
                PATCH /dialplans/{name} : a
                DELETE /dialplans/{name} : a
                GET /policies : ahu
                POST /policies : a
                GET /policies/{policy} : ahu
                PATCH /policies/{policy} : a
                DELETE /policies/{policy} : a
                GET /events : ahu
                GET /events/stream : ahu
                GET /accounts : au
                POST /accounts : a
                GET /accounts/{name} : au
                PATCH /accounts/{name} : a
                DELETE /accounts/{name} : a
                PUT /accounts/{name}/password : a
                DELETE /accounts/{name}/delay : a
                GET /tokens : ahu
                POST /tokens : ahu
                DELETE /tokens/{id} : ahu
                """
                        .lines()
                        .toList()) {
            var parts = line.split(" : ", 2);
            TABLE.put(parts[0], parts[1]);
        }
    }

    @TempDir Path folder;
    private Served served;
    private String administrator;

    @BeforeEach
    void serve() {
        served = Served.in(folder);
        administrator = served.token("ada", Role.ADMINISTRATOR);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private static String who(Tour.Step step) {
        return Objects.requireNonNull(TABLE.get(step.operation()));
    }

    private static List<Tour.Step> steps() {
        return Tour.STEPS.stream().filter(step -> !who(step).equals("*")).toList();
    }

    private int status(String token, Tour.Step step) {
        return served.send(token, step.method(), step.path(), step.body()).status();
    }

    private String state() {
        var administration = served.site.administration;
        return administration.mailboxes().all()
                + " "
                + administration.dialPlans().all()
                + administration.policies().all(Optional.empty())
                + administration.accounts().all(Site.ADMINISTRATOR);
    }

    @Test
    void theTableHasEveryOperation() {
        assertThat(TABLE.keySet()).isEqualTo(Document.of(served).operations().keySet());
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"HELPDESK", "AUDITOR"})
    void whoMayNotIsToldSoAndChangesNothing(Role role) {
        var token = served.token("someone", role);
        var letter = role == Role.HELPDESK ? "h" : "u";
        var before = state();
        var softly = new SoftAssertions();
        for (var step : steps()) {
            var status = status(token, step);
            if (!who(step).contains(letter))
                softly.assertThat(status).as(step.toString()).isEqualTo(403);
            else // the objects that the tour creates earlier are missing
            softly.assertThat(status)
                        .as(step.toString())
                        .isIn(
                                step.status(),
                                step.path().matches(".*(nina|paris|hard|helen|TOKEN|JOB).*")
                                        ? 404
                                        : 0,
                                step.path().contains("dialPlan=paris") ? 422 : 0);
        }
        softly.assertAll();
        assertThat(state()).isEqualTo(before);
    }

    /// A lock alone is also the help desk's; here on an existing mailbox.
    @Test
    void theHelpDeskResetsLocksAndUnlocks() {
        var token = served.token("someone", Role.HELPDESK);
        assertThat(served.send(token, "PUT", "/mailboxes/51234/pin", "{}").status()).isEqualTo(200);
        assertThat(served.send(token, "PUT", "/mailboxes/51234/lock", "").status()).isEqualTo(200);
        assertThat(served.site.mailbox().lockouts().outside().lockedByAdministrator()).isTrue();
        assertThat(served.send(token, "DELETE", "/mailboxes/51234/lock", "").status())
                .isEqualTo(200);
        assertThat(served.site.mailbox().lockouts().outside().lock()).isEmpty();
    }

    @Nested
    class WithoutAGoodToken {
        private void refusesAll(String token) {
            var before = state();
            var softly = new SoftAssertions();
            for (var step : steps())
                softly.assertThat(status(token, step)).as(step.toString()).isEqualTo(401);
            softly.assertThat(served.send(token, "GET", "/events/stream", "").status())
                    .isEqualTo(401);
            softly.assertAll();
            assertThat(state()).isEqualTo(before);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "ova_", "ova_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "'"})
        void nobodyComesIn(String token) {
            refusesAll(token);
        }

        @Test
        void anExpiredOneOpensNothing() {
            served.site.clock.pass(Duration.ofDays(1));
            refusesAll(administrator);
        }

        @Test
        void oneOfADisabledAccountOpensNothing() {
            var token = served.token("second", Role.ADMINISTRATOR);
            served.site
                    .administration
                    .accounts()
                    .change(
                            "second",
                            d -> new AccountDetails(d.role(), d.address(), d.mailbox(), false),
                            Site.ADMINISTRATOR);
            refusesAll(token);
        }

        @Test
        void oneOfARemovedAccountOpensNothing() {
            var token = served.token("second", Role.ADMINISTRATOR);
            served.site.administration.accounts().remove("second", Site.ADMINISTRATOR);
            refusesAll(token);
        }

        @Test
        void aPagesCookieOpensNothing() {
            var account = served.account("second", Role.ADMINISTRATOR);
            var cookie = served.site.administration.signIn().open(account, "127.0.0.1").cookie();
            var request =
                    served.to("/mailboxes")
                            .header("Cookie", "session=" + cookie + "; __Host-session=" + cookie);
            assertThat(served.send(request).status()).isEqualTo(401);
        }

        @Test
        void twoAreAsBadAsNone() {
            var request =
                    served.to("/me")
                            .header("Authorization", "Bearer " + administrator)
                            .header("Authorization", "Bearer " + administrator);
            assertThat(served.send(request).status()).isEqualTo(401);
        }
    }

    @Nested
    class OfAnAdministratorsMailbox {
        private Mailbox mailbox() {
            return served.site.mailbox();
        }

        @BeforeEach
        void link() {
            served.site
                    .administration
                    .accounts()
                    .change(
                            "ada",
                            d ->
                                    new AccountDetails(
                                            d.role(),
                                            Optional.of("Tony@contoso.com"),
                                            d.mailbox(),
                                            true),
                            Site.ADMINISTRATOR);
        }

        @Test
        void theHelpDeskSeesItAndLeavesPinAndLockAlone() {
            var token = served.token("someone", Role.HELPDESK);
            var before = mailbox();
            for (var what :
                    List.of(
                            "PUT pin {}",
                            "PUT pin {\"lockedOut\":false}",
                            "PUT lock",
                            "DELETE lock")) {
                var parts = what.split(" ", 3);
                var path = "/mailboxes/tonysmith/" + parts[1];
                var answer = served.send(token, parts[0], path, parts.length > 2 ? parts[2] : "");
                assertThat(answer.status()).as(what).isEqualTo(403);
                assertThat(answer.code()).isEqualTo("administrators-mailbox");
            }
            assertThat(mailbox()).isEqualTo(before);
            assertThat(served.send(token, "GET", "/mailboxes/tonysmith/pin", "").status())
                    .isEqualTo(200);
        }

        @Test
        void administratorsResetIt() {
            assertThat(served.send(administrator, "PUT", "/mailboxes/tonysmith/pin", "{}").status())
                    .isEqualTo(200);
        }
    }

    @Nested
    class OfALesserToken {
        @Test
        void isWhatItsRoleMay() {
            var made =
                    served.send(
                            administrator,
                            "POST",
                            "/tokens",
                            "{\"name\":\"read\",\"role\":\"auditor\"}");
            var token = made.json().path("token").asText();
            var me = served.send(token, "GET", "/me", "").json();
            assertThat(me.path("rights").toString()).isEqualTo("[\"view\",\"view-accounts\"]");
            assertThat(served.send(token, "PUT", "/mailboxes/51234/lock", "").status())
                    .isEqualTo(403);
            var greater = "{\"name\":\"more\",\"role\":\"administrator\"}";
            assertThat(served.send(token, "POST", "/tokens", greater).status()).isEqualTo(403);
        }

        @Test
        void shrinksWithItsAccount() {
            var token = served.token("second", Role.ADMINISTRATOR);
            var smaller = "{\"role\":\"auditor\"}";
            served.send(administrator, "PATCH", "/accounts/second", smaller);
            assertThat(served.send(token, "PUT", "/mailboxes/51234/lock", "").status())
                    .isEqualTo(403);
        }
    }

    @Nested
    class OfOthers {
        private String ownTokenOfAda() {
            return served.send(administrator, "GET", "/tokens", "")
                    .json()
                    .at("/items/0/id")
                    .asText();
        }

        @Test
        void tokensAreSeenByAuditorsAndLeftAlone() {
            var auditor = served.token("someone", Role.AUDITOR);
            assertThat(served.send(auditor, "GET", "/tokens", "").json().path("items")).hasSize(2);
            assertThat(served.send(auditor, "DELETE", "/tokens/" + ownTokenOfAda(), "").status())
                    .isEqualTo(403);
        }

        @Test
        void tokensAreNotThereForTheHelpDesk() {
            var helpDesk = served.token("someone", Role.HELPDESK);
            assertThat(served.send(helpDesk, "GET", "/tokens", "").json().path("items")).hasSize(1);
            assertThat(served.send(helpDesk, "DELETE", "/tokens/" + ownTokenOfAda(), "").status())
                    .isEqualTo(404);
        }

        @Test
        void passwordsAreSetByAdministratorsOnly() {
            var helpDesk = served.token("someone", Role.HELPDESK);
            var body = "{\"password\":\"a new long password\",\"current\":\"x\"}";
            assertThat(served.send(helpDesk, "PUT", "/accounts/ada/password", body).status())
                    .isEqualTo(403);
            assertThat(served.send(helpDesk, "PUT", "/accounts/nobody/password", body).status())
                    .isEqualTo(403);
        }

        @Test
        void onesOwnPasswordTakesThePresentOne() {
            var helpDesk = served.token("someone", Role.HELPDESK);
            var path = "/accounts/SomeOne/password";
            var alone = "{\"password\":\"a new long password\"}";
            var wrong = "{\"password\":\"a new long password\",\"current\":\"wrong\"}";
            var right =
                    "{\"password\":\"a new long password\",\"current\":\"%s\"}"
                            .formatted(Served.PASSWORD);
            assertThat(served.send(helpDesk, "PUT", path, alone).status()).isEqualTo(422);
            assertThat(served.send(helpDesk, "PUT", path, wrong).status()).isEqualTo(403);
            assertThat(served.send(helpDesk, "PUT", path, right).status()).isEqualTo(204);
        }
    }
}
