package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.browser.PageServer;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Accounts.TokensThen;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.pin.Password;

/// Forms that are sent after their session has ended.
class KeptFormTest {
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final String PIN = "739164";

    private PageServer server;
    private Visitor visitor;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = PageServer.settled(folder);
        server.account("second", Role.ADMINISTRATOR);
        visitor = Visitor.signedIn(server, PageServer.ADMINISTRATOR);
    }

    @AfterEach
    void stop() {
        visitor.close();
        server.close();
    }

    private Mailbox mailbox() {
        return server.administration().mailboxes().all().getFirst();
    }

    private String edit() {
        return "/mailboxes/" + mailbox().guid() + "/edit";
    }

    private Map<String, String> changes() {
        var page = visitor.get(edit()).page();
        var fields = new HashMap<String, String>();
        for (var input : page.select("#form [name]:not([type=checkbox])"))
            fields.put(
                    input.attr("name"),
                    input.tagName().equals("select")
                            ? input.select("option[selected]").val()
                            : input.val());
        fields.remove("csrf");
        fields.put("access", "on");
        fields.put("name", "Antoinette O’Connor & <b>");
        return fields;
    }

    private void end(Duration ago) {
        server.site.clock.pass(IDLE.plus(ago));
    }

    private static String kept(Visitor.Answer page) {
        return page.page().select("[name=kept]").val();
    }

    private Visitor.Answer signIn(String path, String account, String kept) {
        return visitor.post(
                path,
                Map.of("name", account, "password", PageServer.PASSWORD, "kept", kept, "to", "/"));
    }

    private Visitor.Answer signIn(String path, String kept) {
        return signIn(path, PageServer.ADMINISTRATOR, kept);
    }

    private void assertNothingIsKept(Visitor.Answer answer) {
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).startsWith("/signin?to=");
        assertThat(mailbox().displayName()).isEqualTo("Tony Smith");
    }

    @Test
    void isShownAgainToItsAccountAndSentWhenPressedAgain() {
        var fields = changes();
        end(Duration.ofMinutes(9));
        var asked = visitor.submit(edit(), fields);
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.text("#ended")).startsWith("Your session ended; sign in to go on.");
        assertThat(asked.page().select("#form").attr("action")).isEqualTo(edit());
        assertThat(asked.body()).doesNotContain("Antoinette");

        var again = signIn(edit(), kept(asked));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.page().select("#name").val()).isEqualTo(fields.get("name"));
        assertThat(again.text("#done")).contains("has not been sent yet");
        assertThat(again.header("set-cookie")).contains("session=");
        assertThat(mailbox().displayName()).isEqualTo("Tony Smith");

        var pressed = new HashMap<>(fields);
        pressed.put("csrf", again.page().select("#form [name=csrf]").val());
        assertThat(visitor.post(edit(), pressed).status()).isEqualTo(303);
        assertThat(mailbox().displayName()).isEqualTo(fields.get("name"));
    }

    @Test
    void alsoSurvivesAWrongPassword() {
        var fields = changes();
        end(Duration.ofMinutes(1));
        var asked = visitor.submit(edit(), fields);
        var wrong =
                visitor.post(
                        edit(),
                        Map.of(
                                "name",
                                PageServer.ADMINISTRATOR,
                                "password",
                                "wrong",
                                "kept",
                                kept(asked)));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text("#summary")).contains("incorrect");
        var again = signIn(edit(), kept(wrong));
        assertThat(again.page().select("#name").val()).isEqualTo(fields.get("name"));
    }

    @Test
    void isKeptAlsoAfterTheLongestSession() {
        var fields = changes();
        for (var i = 0; i < 12 * 60 / 25; i++) {
            server.site.clock.pass(Duration.ofMinutes(25));
            assertThat(visitor.get("/account").status()).isEqualTo(200);
        }
        server.site.clock.pass(Duration.ofMinutes(25));
        assertThat(kept(visitor.submit(edit(), fields))).isNotEmpty();
    }

    @Test
    void mayBe64KibLong() {
        var fields = changes();
        fields.put("further", "x".repeat(60 * 1024));
        end(Duration.ofMinutes(1));
        var asked = visitor.submit(edit(), fields);
        assertThat(asked.status()).isEqualTo(401);
        var again = signIn(edit(), kept(asked));
        assertThat(again.page().select("#further").val()).hasSize(60 * 1024);
        fields.put("further", "x".repeat(64 * 1024));
        assertThat(visitor.submit(edit(), fields).status()).isEqualTo(413);
    }

    @Test
    void thatWasChangedMeanwhileIsToldSo() {
        var fields = changes();
        end(Duration.ofMinutes(1));
        var asked = visitor.submit(edit(), fields);
        server.alias(mailbox(), "other");
        var again = signIn(edit(), kept(asked)).page();
        var pressed = new HashMap<>(fields);
        pressed.put("csrf", again.select("#form [name=csrf]").val());
        pressed.put("version", again.select("#form [name=version]").val());
        var stale = visitor.post(edit(), pressed);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text("#summary")).contains("has changed this");
        assertThat(mailbox().displayName()).isEqualTo("Tony Smith");
    }

    @Nested
    class Secrets {
        @Test
        void ofAResetAreLeftOut() {
            var page = "/mailboxes/" + mailbox().guid();
            assertThat(visitor.get(page).status()).isEqualTo(200);
            end(Duration.ofMinutes(1));
            var path = page + "/pin";
            var asked = visitor.submit(path, Map.of("how", "typed", "pin", PIN));
            var again = signIn(path, kept(asked));
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.body()).doesNotContain(PIN);
            assertThat(again.page().select("#typed").hasAttr("checked")).isTrue();
            assertThat(again.page().select("[name=mustChange]").hasAttr("checked")).isFalse();
            assertThat(again.page().select("#pin").val()).isEmpty();
        }

        /// The sealed text of a form with secrets is as long as that of one without.
        @ParameterizedTest
        @CsvSource({
            "/mailboxes/new, pin",
            "/accounts/new, password",
            "/accounts/new, again",
            "/account/password, current",
            "/account/password, password",
        })
        void areNotEvenSealed(String path, String field) {
            end(Duration.ofMinutes(1));
            var without = kept(visitor.submit(path, Map.of("role", "auditor")));
            var secret = Map.of("role", "auditor", field, "correct horse battery");
            assertThat(kept(visitor.submit(path, secret))).isNotEmpty().hasSameSizeAs(without);
        }

        @Test
        void ofAnAccountsPasswordAreNotSealedEither() {
            var guid = server.administration().accounts().find("second", Site.ADMINISTRATOR).guid();
            var path = "/accounts/" + guid + "/password";
            end(Duration.ofMinutes(1));
            var without = kept(visitor.submit(path, Map.of()));
            var secret = Map.of("password", "correct horse", "again", "correct horse");
            assertThat(kept(visitor.submit(path, secret))).isNotEmpty().hasSameSizeAs(without);
        }
    }

    @Nested
    class NothingIsKept {
        @Test
        void tenMinutesAfterTheEnd() {
            var fields = changes();
            end(Duration.ofMinutes(10));
            assertNothingIsKept(visitor.submit(edit(), fields));
        }

        @Test
        void ofAFormOfAnotherSession() {
            var fields = changes();
            fields.put("csrf", "0".repeat(64));
            end(Duration.ofMinutes(1));
            assertNothingIsKept(visitor.post(edit(), fields));
        }

        @Test
        void withoutTheSessionsCookie() {
            var fields = changes();
            fields.put("csrf", visitor.get(edit()).page().select("[name=csrf]").getFirst().val());
            end(Duration.ofMinutes(1));
            try (var other = Visitor.at(server)) {
                assertNothingIsKept(other.post(edit(), fields));
                var made =
                        other.post(
                                edit(),
                                fields,
                                "Cookie",
                                "session=made-up",
                                "Sec-Fetch-Site",
                                "same-origin");
                assertNothingIsKept(made);
            }
        }

        @Test
        void ofAnotherSitesForm() {
            var fields = changes();
            fields.put("csrf", visitor.get(edit()).page().select("[name=csrf]").getFirst().val());
            end(Duration.ofMinutes(1));
            var sent = visitor.post(edit(), fields, "Sec-Fetch-Site", "cross-site");
            assertThat(sent.status()).isEqualTo(403);
            assertThat(kept(sent)).isEmpty();
        }

        @Test
        void afterSigningOut() {
            var fields = changes();
            fields.put("csrf", visitor.get(edit()).page().select("[name=csrf]").getFirst().val());
            visitor.submit("/signout", Map.of());
            assertNothingIsKept(visitor.post(edit(), fields));
        }

        @ParameterizedTest
        @ValueSource(strings = {"disabled", "password", "removed", "role"})
        void onceAnAdministratorHasEndedTheSessionOrChangedTheAccount(String how) {
            var fields = changes();
            end(Duration.ofMinutes(1));
            change(how);
            assertNothingIsKept(visitor.submit(edit(), fields));
        }

        @Test
        void ofASessionThatTheAdministratorEndsBeforeItsTime() {
            var fields = changes();
            change("password");
            assertNothingIsKept(visitor.submit(edit(), fields));
        }
    }

    private void change(String how) {
        var accounts = server.administration().accounts();
        var name = PageServer.ADMINISTRATOR;
        switch (how) {
            case "password" ->
                    accounts.setPassword(
                            name,
                            Password.of("another horse battery"),
                            TokensThen.STAY,
                            Site.ADMINISTRATOR);
            case "removed" -> accounts.remove(name, Site.ADMINISTRATOR);
            default ->
                    accounts.change(
                            name,
                            d ->
                                    new AccountDetails(
                                            how.equals("role") ? Role.HELPDESK : d.role(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            !how.equals("disabled")),
                            Site.ADMINISTRATOR);
        }
    }

    @Nested
    class IsNotShown {
        private String kept;

        @BeforeEach
        void sendLate() {
            var fields = changes();
            end(Duration.ofMinutes(1));
            kept = kept(visitor.submit(edit(), fields));
            assertThat(kept).isNotEmpty();
        }

        private void assertNotShown(Visitor.Answer answer) {
            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.body()).doesNotContain("Antoinette");
        }

        @Test
        void toAnotherAccount() {
            var other = signIn(edit(), "second", kept);
            assertNotShown(other);
            assertThat(other.header("location")).isEqualTo(edit());
        }

        @Test
        void atAnotherAddress() {
            assertNotShown(signIn("/mailboxes/" + mailbox().guid() + "/disable", kept));
            assertNotShown(signIn("/mailboxes/new", kept));
        }

        @Test
        void tenMinutesLater() {
            server.site.clock.pass(Duration.ofMinutes(10));
            assertNotShown(signIn(edit(), kept));
        }

        @Test
        void ifItWasTamperedWith() {
            var last = kept.charAt(kept.length() - 3) == 'A' ? "B" : "A";
            var tampered =
                    kept.substring(0, kept.length() - 3) + last + kept.substring(kept.length() - 2);
            assertNotShown(signIn(edit(), tampered));
            assertNotShown(signIn(edit(), "nonsense"));
        }

        @Test
        void onceTheAccountHasAnotherRole() {
            change("role");
            var answer = signIn(edit(), kept);
            assertNotShown(answer);
        }
    }
}
