package org.ovalogin.web.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.browser.PageServer.ADMINISTRATOR;
import static org.ovalogin.browser.PageServer.AUDITOR;
import static org.ovalogin.browser.PageServer.HELP_DESK;
import static org.ovalogin.browser.PageServer.PASSWORD;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.browser.PageServer;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.AccountSignIn.Result;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.pin.Password;
import org.ovalogin.web.page.Visitor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountsPageTest {
    private static final String OTHER_PASSWORD = "staple of another horse";

    private PageServer server;
    private Visitor administrator;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = PageServer.settled(folder);
        administrator = Visitor.signedIn(server, ADMINISTRATOR);
    }

    @AfterAll
    void stop() {
        administrator.close();
        server.close();
    }

    private Account account(String name) {
        return server.administration().accounts().find(name, Site.ADMINISTRATOR);
    }

    private String path(String name) {
        return AccountPage.path(account(name));
    }

    private List<Account> accounts() {
        return server.administration().accounts().all(Site.ADMINISTRATOR);
    }

    private static Map<String, String> fields(Role role, String address, String mailbox) {
        return Map.of("role", role.code(), "address", address, "mailbox", mailbox);
    }

    private static Map<String, String> enabled(Map<String, String> fields) {
        return with(fields, Map.of("enabled", "true"));
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        var all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    private static Map<String, String> newAccount(String name, String password, String again) {
        return with(
                enabled(fields(Role.HELPDESK, "", "")),
                Map.of("name", name, "password", password, "again", again));
    }

    private Result signIn(String name, String password) {
        return server.administration().signIn().attempt(name, Password.of(password), "192.0.2.77");
    }

    @Nested
    class Roles {
        @ParameterizedTest
        @CsvSource({
            "anna,  /accounts,        200",
            "anna,  /accounts/new,    200",
            "anna,  /accounts/ID,     200",
            "anna,  /accounts/ID/remove, 200",
            "ada,   /accounts,        200",
            "ada,   /accounts/new,    403",
            "ada,   /accounts/ID,     200",
            "ada,   /accounts/ID/remove, 403",
            "henry, /accounts,        403",
            "henry, /accounts/new,    403",
            "henry, /accounts/ID,     403",
            "henry, /accounts/ID/remove, 403",
            "anna,  /accounts/nobody, 404",
        })
        void seeWhatTheyMaySee(String name, String path, int status) {
            try (var visitor = Visitor.signedIn(server, name)) {
                var id = account(HELP_DESK).guid().toString();
                assertThat(visitor.get(path.replace("ID", id)).status()).isEqualTo(status);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {AUDITOR, HELP_DESK})
        void thatDontManageChangeNothing(String name) {
            var before = accounts();
            var one = path(HELP_DESK);
            var passwords = Map.of("password", OTHER_PASSWORD, "again", OTHER_PASSWORD);
            try (var visitor = Visitor.signedIn(server, name)) {
                before = accounts();
                var forms =
                        Map.of(
                                "/accounts/new",
                                newAccount("mallory", OTHER_PASSWORD, OTHER_PASSWORD),
                                one,
                                enabled(fields(Role.ADMINISTRATOR, "", "")),
                                one + "/password",
                                passwords,
                                one + "/delay",
                                Map.<String, String>of(),
                                one + "/remove",
                                Map.<String, String>of());
                forms.forEach(
                        (path, fields) ->
                                assertThat(visitor.submit(path, fields).status())
                                        .as(path)
                                        .isEqualTo(403));
            }
            assertThat(accounts()).isEqualTo(before);
        }

        @Test
        void auditorsSeeNoForms() {
            try (var visitor = Visitor.signedIn(server, AUDITOR)) {
                assertThat(visitor.get("/accounts").page().select("main form, .primary")).isEmpty();
                assertThat(visitor.get(path(HELP_DESK)).page().select("main form, main button"))
                        .isEmpty();
            }
        }

        @Test
        void helpDeskHasNoLinkToAccounts() {
            try (var visitor = Visitor.signedIn(server, HELP_DESK)) {
                assertThat(visitor.get("/account").page().select("a[href^=/accounts]")).isEmpty();
            }
            assertThat(administrator.get("/account").page().select("a[href=/accounts]"))
                    .isNotEmpty();
        }

        @Test
        void strangersAreSentToSignIn() {
            try (var visitor = Visitor.at(server)) {
                for (var path : List.of("/accounts", "/account", "/tokens", path(HELP_DESK)))
                    assertThat(visitor.get(path).header("location")).startsWith("/signin?to=");
                var answer = visitor.post(path(HELP_DESK) + "/remove", Map.of());
                assertThat(answer.header("location")).startsWith("/signin");
            }
            assertThat(account(HELP_DESK).enabled()).isTrue();
        }

        @Test
        void formsOfOtherSessionsAreRefused() {
            var answer = administrator.post(path(HELP_DESK) + "/remove", Map.of("csrf", "x"));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(account(HELP_DESK).enabled()).isTrue();
        }
    }

    @Nested
    class New {
        @Test
        void isMadeAndShownWithItsMailboxByName() {
            var wanted =
                    with(
                            enabled(fields(Role.HELPDESK, "nina@contoso.com", Site.EXTENSION)),
                            Map.of(
                                    "name",
                                    "nina",
                                    "password",
                                    OTHER_PASSWORD,
                                    "again",
                                    OTHER_PASSWORD));
            var answer = administrator.submit("/accounts/new", wanted);
            assertThat(answer.header("location")).isEqualTo(path("nina"));
            var page = administrator.get(answer.header("location"));
            assertThat(page.text("[role=status]")).contains("“nina” was created");
            assertThat(page.text(".facts")).contains("Tony Smith", "nina@contoso.com");
            assertThat(page.page().select("#mailbox").attr("value")).isEqualTo("tony@contoso.com");
            var list = administrator.get("/accounts").page();
            assertThat(list.select("tr:contains(nina)").text()).contains("Tony Smith", "Never");
            assertThat(list.select("tr:contains(anna)").text()).contains("Nov 2, 2026");
            assertThat(signIn("nina", OTHER_PASSWORD)).isInstanceOf(Result.In.class);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "name     | no spaces       | #name-errors     | 1 to 64 letters",
                    "name     | ANNA            | #name-errors     | already exists",
                    "address  | nobody          | #address-errors  | not an e-mail address",
                    "mailbox  | 99999           | #mailbox-errors  | There is no mailbox “99999”",
                    "password | short           | #again-errors    | do not match",
                })
        void isRefusedBesideTheField(String field, String value, String where, String why) {
            var before = accounts().size();
            var wanted = with(newAccount("norbert", OTHER_PASSWORD, OTHER_PASSWORD), Map.of());
            wanted = with(wanted, Map.of(field, value));
            var answer = administrator.submit("/accounts/new", wanted);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.text(where)).contains(why);
            assertThat(answer.body()).doesNotContain(OTHER_PASSWORD);
            if (!field.equals("password"))
                assertThat(answer.page().select("#" + field).attr("value")).isEqualTo(value);
            assertThat(accounts()).hasSize(before);
        }

        @Test
        void mayNotHaveAShortPassword() {
            var answer =
                    administrator.submit("/accounts/new", newAccount("norbert", "short", "short"));
            assertThat(answer.text("#password-errors")).contains("12 to 128 characters");
        }
    }

    @Nested
    class TheOnlyAdministrator {
        @Test
        void isNeitherDemotedNorDisabledNorRemoved() {
            var one = path(ADMINISTRATOR);
            var demoted = administrator.submit(one, enabled(fields(Role.AUDITOR, "", "")));
            assertThat(demoted.status()).isEqualTo(422);
            assertThat(demoted.text("#summary")).contains("only administrator");
            var disabled = administrator.submit(one, fields(Role.ADMINISTRATOR, "", ""));
            assertThat(disabled.text("#summary")).contains("only administrator");
            var removed = administrator.submit(one + "/remove", Map.of());
            assertThat(removed.status()).isEqualTo(409);
            assertThat(removed.text("[role=alert]")).contains("only administrator");
            assertThat(account(ADMINISTRATOR).role()).isEqualTo(Role.ADMINISTRATOR);
        }
    }

    @Nested
    class Existing {
        private void add(String name) {
            server.account(name, Role.HELPDESK);
        }

        @Test
        void isChanged() {
            add("carla");
            var answer =
                    administrator.submit(
                            path("carla"), fields(Role.AUDITOR, "carla@contoso.com", "tonysmith"));
            assertThat(answer.header("location")).isEqualTo(path("carla"));
            var changed = account("carla");
            assertThat(changed.role()).isEqualTo(Role.AUDITOR);
            assertThat(changed.address()).contains("carla@contoso.com");
            assertThat(changed.mailbox()).contains(server.site.guid());
            assertThat(changed.enabled()).isFalse();
            assertThat(signIn("carla", PASSWORD)).isInstanceOf(Result.Refused.class);
        }

        @Test
        void keepsWhatWasTypedWhereThatIsRefused() {
            add("clara");
            var answer =
                    administrator.submit(
                            path("clara"), fields(Role.AUDITOR, "clara@contoso.com", "nobody"));
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.text("#mailbox-errors")).contains("There is no mailbox “nobody”");
            var page = answer.page();
            assertThat(page.select("#mailbox").attr("value")).isEqualTo("nobody");
            assertThat(page.select("#mailbox").attr("aria-invalid")).isEqualTo("true");
            assertThat(page.select("#mailbox").attr("aria-describedby")).contains("mailbox-errors");
            assertThat(page.select("#role option[selected]").attr("value")).isEqualTo("auditor");
            assertThat(account("clara").role()).isEqualTo(Role.HELPDESK);
        }

        @Test
        void isSignedOutByANewPassword() {
            add("paul");
            try (var paul = Visitor.signedIn(server, "paul")) {
                var short1 =
                        administrator.submit(
                                path("paul") + "/password",
                                Map.of("password", "short", "again", "short"));
                assertThat(short1.text("#password-errors")).contains("12 to 128");
                assertThat(paul.get("/account").status()).isEqualTo(200);
                var answer =
                        administrator.submit(
                                path("paul") + "/password",
                                Map.of("password", OTHER_PASSWORD, "again", OTHER_PASSWORD));
                assertThat(answer.status()).isEqualTo(303);
                assertThat(paul.get("/account").status()).isEqualTo(303);
            }
            assertThat(signIn("paul", OTHER_PASSWORD)).isInstanceOf(Result.In.class);
        }

        @Test
        void ownPasswordIsNotSetWithoutThePresentOne() {
            var answer =
                    administrator.submit(
                            path(ADMINISTRATOR) + "/password",
                            Map.of("password", OTHER_PASSWORD, "again", OTHER_PASSWORD));
            assertThat(answer.header("location")).isEqualTo("/account");
            assertThat(signIn(ADMINISTRATOR, PASSWORD)).isInstanceOf(Result.In.class);
        }

        @Test
        void isFreedOfItsDelay() {
            add("dora");
            for (var i = 0; i < 3; i++)
                assertThat(signIn("dora", "wrong " + i)).isInstanceOf(Result.Refused.class);
            assertThat(signIn("dora", PASSWORD)).isInstanceOf(Result.Delayed.class);
            administrator.submit(path("dora") + "/delay", Map.of());
            assertThat(signIn("dora", PASSWORD)).isInstanceOf(Result.In.class);
        }

        @Test
        void isRemovedAfterAQuestion() {
            add("remo");
            var one = path("remo");
            var question = administrator.get(one + "/remove");
            assertThat(question.text("h1")).isEqualTo("Remove the account “remo”?");
            assertThat(account("remo").enabled()).isTrue();
            var answer = administrator.submit(one + "/remove", Map.of());
            assertThat(answer.header("location")).isEqualTo("/accounts");
            assertThat(accounts()).extracting(Account::name).doesNotContain("remo");
            assertThat(administrator.get(one).status()).isEqualTo(404);
        }
    }

    @Nested
    class Own {
        private Visitor.Answer change(Visitor visitor, String current, String again) {
            return visitor.submit(
                    "/account/password",
                    Map.of("current", current, "password", OTHER_PASSWORD, "again", again));
        }

        @Test
        void passwordTakesThePresentOne() {
            server.account("olga", Role.AUDITOR);
            try (var here = Visitor.signedIn(server, "olga");
                    var elsewhere = Visitor.signedIn(server, "olga")) {
                assertThat(here.get("/account").text(".facts")).contains("olga", "Auditor");
                var wrong = change(here, "wrong", OTHER_PASSWORD);
                assertThat(wrong.status()).isEqualTo(422);
                assertThat(wrong.text("#current-errors")).contains("is incorrect");
                var different = change(here, PASSWORD, "something else");
                assertThat(different.text("#again-errors")).contains("do not match");
                assertThat(change(here, PASSWORD, OTHER_PASSWORD).status()).isEqualTo(303);
                assertThat(here.get("/account").text("[role=status]")).contains("was changed");
                assertThat(elsewhere.get("/account").status()).isEqualTo(303);
            }
            assertThat(signIn("olga", OTHER_PASSWORD)).isInstanceOf(Result.In.class);
        }

        @Test
        void passwordIsNotGuessedFromAnOpenBrowser() {
            server.account("oskar", Role.HELPDESK);
            try (var visitor = Visitor.signedIn(server, "oskar")) {
                for (var i = 0; i < 3; i++)
                    assertThat(change(visitor, "wrong " + i, OTHER_PASSWORD).status())
                            .isEqualTo(422);
                var delayed = change(visitor, PASSWORD, OTHER_PASSWORD);
                assertThat(delayed.status()).isEqualTo(429);
                assertThat(delayed.text("[role=alert]")).contains("Too many attempts");
            }
            server.administration().accounts().liftDelay("oskar", Site.ADMINISTRATOR);
            assertThat(signIn("oskar", PASSWORD)).isInstanceOf(Result.In.class);
        }
    }

    @Test
    void nameThatIsAPathHasAPageAllTheSame() {
        server.account("..", Role.AUDITOR);
        assertThat(administrator.get(path("..")).text("h1")).startsWith("..");
    }

    @Test
    void mailboxesAreShownAndChosenByName() {
        var mailbox = server.mailbox("51777", "zoe@contoso.com", "Zoë <i>Ålund</i>");
        var fields =
                Map.of(
                        "role", "helpdesk",
                        "address", "ZOE@contoso.com",
                        "mailbox", "zoë <i>ålund</i>",
                        "enabled", "true");
        server.account("zoe", Role.HELPDESK);
        var account = server.administration().accounts().find("zoe", Site.ADMINISTRATOR);
        var path = "/accounts/" + account.guid();
        assertThat(administrator.submit(path, fields).status()).isEqualTo(303);
        assertThat(server.administration().accounts().find("zoe", Site.ADMINISTRATOR).mailbox())
                .contains(mailbox.guid());
        for (var page : List.of(path, "/accounts")) {
            var links =
                    administrator
                            .get(page)
                            .page()
                            .select("a[href=/mailboxes/%s]".formatted(mailbox.guid()));
            assertThat(links.eachText())
                    .as(page)
                    .containsExactly("Zoë <i>Ålund</i>", "Zoë <i>Ålund</i>");
        }
        assertThat(administrator.get(path).text("main"))
                .contains("ZOE@contoso.com Address of Zoë", "default\\51777");
        var options = administrator.get("/accounts/mailboxes?mailbox=alund").page();
        assertThat(options.select("option").val()).isEqualTo("zoe@contoso.com");
        assertThat(options.select("option").text()).contains("Zoë", "default\\51777");
        try (var visitor = Visitor.signedIn(server, PageServer.HELP_DESK)) {
            assertThat(visitor.get("/accounts/mailboxes?mailbox=alund").status()).isEqualTo(403);
        }
    }
}
