package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ovalogin.browser.PageServer;
import org.ovalogin.core.administration.Site;

/// Every form names all its broken fields in one answer.
class AllFaultsAtOnceTest extends OnMailboxForms {
    /// In a summary with a link to each, at each field, with the other values kept.
    private static void assertAllAreNamed(Visitor.Answer answer, List<String> broken) {
        assertThat(answer.status()).isEqualTo(422);
        var page = answer.page();
        var summary = page.select("#summary");
        assertThat(summary).hasSize(1);
        assertThat(summary.attr("role")).isEqualTo("alert");
        assertThat(summary.hasAttr("autofocus")).isTrue();
        assertThat(summary.select("a").eachAttr("href"))
                .containsAll(broken.stream().map(id -> "#" + id).toList());
        for (var id : broken) {
            var input = page.select("#" + id);
            assertThat(input.attr("aria-invalid")).as(id).isEqualTo("true");
            var described = input.attr("aria-describedby").split(" ");
            assertThat(described).as(id).contains(id + "-errors");
            assertThat(page.select("#" + id + "-errors").text()).as(id).isNotEmpty();
        }
        assertThat(page.select("[aria-invalid=true]").eachAttr("id"))
                .containsExactlyInAnyOrderElementsOf(broken);
    }

    private static Map<String, String> fields(String... pairs) {
        var fields = new HashMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) fields.put(pairs[i], pairs[i + 1]);
        return fields;
    }

    @Test
    void enablingAMailbox() {
        var typed =
                fields(
                        "address", "nobody",
                        "further", "x",
                        "name", "\u202e",
                        "dialPlan", "default",
                        "extensions", "1",
                        "timeZone", "Mars",
                        "notify", "y",
                        "how", "typed",
                        "pin", "1111");
        var answer = administrator.submit("/mailboxes/new", typed);
        assertAllAreNamed(
                answer,
                List.of("address", "further", "name", "extensions", "timeZone", "pin", "notify"));
        assertThat(answer.page().select("#address").val()).isEqualTo("nobody");
        assertThat(answer.page().select("#timeZone").val()).isEqualTo("Mars");
        assertThat(answer.page().select("#pin").val()).isEmpty();
    }

    @Test
    void aPolicyOfAnotherDialPlanIsNamedBesideOthers() {
        administrator.submit("/new-dialplan", dialPlan("other"));
        var policy = server.administration().policies().all(Optional.of("other")).getFirst();
        var typed =
                fields(
                        "address", "nobody",
                        "dialPlan", "default",
                        "extensions", "1",
                        "policy", policy.guid().toString(),
                        "how", "generated",
                        "mustChange", "on");
        assertAllAreNamed(
                administrator.submit("/mailboxes/new", typed),
                List.of("address", "extensions", "policy"));
    }

    private Map<String, String> dialPlan(String name) {
        var fields = new HashMap<String, String>();
        for (var input : administrator.get("/new-dialplan").page().select("#form input"))
            fields.put(input.attr("name"), input.val());
        fields.remove("csrf");
        fields.put("Name", name);
        return fields;
    }

    @Test
    void changingAMailbox() {
        var mailbox = server.administration().mailboxes().all().getFirst();
        var typed =
                fields(
                        "address", "nobody",
                        "name", "",
                        "aliases", "1",
                        "extensions", "1",
                        "policy", mailbox.policy().guid().toString(),
                        "timeZone", "Mars");
        assertAllAreNamed(
                administrator.submit("/mailboxes/" + mailbox.guid() + "/edit", typed),
                List.of("address", "name", "aliases", "extensions", "timeZone"));
    }

    @Test
    void resettingAPin() {
        var path = "/mailboxes/" + server.administration().mailboxes().all().getFirst().guid();
        var answer = administrator.submit(path + "/pin", Map.of("how", "typed", "pin", "1111"));
        assertAllAreNamed(answer, List.of("pin"));
        assertThat(answer.text("#pin-errors")).contains("too short", "same digit");
    }

    @Test
    void changingAPolicy() {
        var policy = server.administration().mailboxes().all().getFirst().policy();
        administrator.submit(
                "/policies", Map.of("name", "Taken", "dialPlan", "default", "template", ""));
        var path = "/policies/" + policy.guid();
        var typed = new HashMap<String, String>();
        for (var input : administrator.get(path).page().select("#form [name]:not([type=checkbox])"))
            typed.put(input.attr("name"), input.val());
        typed.remove("csrf");
        typed.remove("preview");
        typed.put("Name", "Taken");
        typed.put("MinPINLength", "many");
        typed.put("MaxLogonAttempts", "99999");
        typed.put("PINHistoryCount", "-1");
        typed.put("ResetPINText", "x".repeat(513));
        var answer = administrator.submit(path, typed);
        assertAllAreNamed(
                answer,
                List.of(
                        "Name",
                        "MinPINLength",
                        "MaxLogonAttempts",
                        "PINHistoryCount",
                        "ResetPINText"));
        assertThat(answer.page().select("#MinPINLength").val()).isEqualTo("many");
    }

    @Test
    void creatingADialPlan() {
        var typed = dialPlan("default");
        typed.put("NumberOfDigitsInExtension", "x");
        typed.put("OperatorExtension", "op");
        typed.put("TimeZone", "Mars");
        assertAllAreNamed(
                administrator.submit("/new-dialplan", typed),
                List.of("Name", "NumberOfDigitsInExtension", "OperatorExtension", "TimeZone"));
    }

    @Test
    void creatingAPolicy() {
        var typed = Map.of("name", "", "dialPlan", "default", "template", "");
        assertAllAreNamed(administrator.submit("/policies", typed), List.of("name"));
    }

    @Test
    void creatingAnAccount() {
        var typed =
                fields(
                        "name", "a b",
                        "role", "helpdesk",
                        "address", "nobody",
                        "mailbox", "nobody",
                        "password", "short",
                        "again", "other");
        var answer = administrator.submit("/accounts/new", typed);
        assertAllAreNamed(answer, List.of("name", "address", "mailbox", "password", "again"));
        assertThat(answer.body()).doesNotContain("\"short\"", "\"other\"");
    }

    @Test
    void changingAnAccount() {
        var guid = accountOf(PageServer.AUDITOR);
        var typed = fields("role", "auditor", "address", "nobody", "mailbox", "nobody");
        assertAllAreNamed(
                administrator.submit("/accounts/" + guid, typed), List.of("address", "mailbox"));
        var passwords = fields("password", "short", "again", "other");
        assertAllAreNamed(
                administrator.submit("/accounts/" + guid + "/password", passwords),
                List.of("password", "again"));
    }

    private String accountOf(String name) {
        return server.administration().accounts().find(name, Site.ADMINISTRATOR).guid().toString();
    }

    @Test
    void changingOnesPassword() {
        var typed = fields("current", "wrong", "password", "short", "again", "other");
        assertAllAreNamed(
                administrator.submit("/account/password", typed),
                List.of("current", "password", "again"));
        var same = fields("current", "wrong", "password", "short", "again", "short");
        var answer = administrator.submit("/account/password", same);
        if (answer.status() == 422) assertAllAreNamed(answer, List.of("current", "password"));
        else assertThat(answer.status()).isEqualTo(429);
    }

    @Test
    void creatingAToken() {
        var typed = fields("name", "", "role", "auditor", "days", "soon");
        assertAllAreNamed(administrator.submit("/tokens", typed), List.of("name", "days"));
    }

    @Test
    void signingIn() {
        try (var visitor = Visitor.at(server)) {
            var empty = visitor.post("/signin", fields("name", " ", "password", "", "to", "/"));
            assertAllAreNamed(empty, List.of("name", "password"));
        }
    }
}
