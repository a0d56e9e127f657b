package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovalogin.browser.PageServer;
import org.ovalogin.core.administration.Site;

/// The form that enables a mailbox follows the dial plan.
class EnablePageTest extends OnMailboxForms {
    @BeforeEach
    void addDialPlan() {
        var dialPlans = server.administration().dialPlans();
        if (dialPlans.all().stream().noneMatch(plan -> plan.name().equals("paris")))
            dialPlans.add(
                    "paris",
                    plan ->
                            plan.with(
                                    draft -> {
                                        draft.numberOfDigitsInExtension = 4;
                                        draft.minNumberOfDigitsInExtension = OptionalInt.of(3);
                                    }),
                    Site.ADMINISTRATOR);
    }

    private static Map<String, String> fields(String dialPlan, String extension) {
        return new HashMap<>(
                Map.of(
                        "address",
                        "m" + extension + "@contoso.com",
                        "dialPlan",
                        dialPlan,
                        "extensions",
                        extension,
                        "how",
                        "generated",
                        "mustChange",
                        "on"));
    }

    @Test
    void itsPoliciesAreThoseOfTheDialPlan() {
        var page = administrator.get("/mailboxes/new").page();
        assertThat(page.select("#dialPlan option[selected]").text()).isEqualTo("default");
        assertThat(page.select("#policy option").eachText())
                .contains("default Default Policy")
                .doesNotContain("paris Default Policy");
        assertThat(page.select("#lengths").text()).isEqualTo("5 digits in dial plan default.");
        assertThat(page.select("main a[href=/mailboxes]").eachText()).contains("Cancel");
    }

    @Test
    void anotherDialPlanChangesPoliciesAndLengths() {
        var part =
                administrator.get("/mailboxes/new/dialplan?dialPlan=paris", "HX-Request", "true");
        assertThat(part.page().select("#policy option").eachText())
                .contains("paris Default Policy")
                .doesNotContain("default Default Policy");
        assertThat(part.text("#lengths")).isEqualTo("3 to 4 digits in dial plan paris.");
        assertThat(part.body()).doesNotContain("<html");
    }

    @Test
    void withoutScriptsAButtonDoesThatAndKeepsTheRest() {
        var typed = fields("paris", "777");
        typed.putAll(Map.of("choose", "yes", "name", "Pia", "how", "typed", "pin", "739164"));
        var answer = administrator.submit("/mailboxes/new", typed);
        assertThat(answer.status()).isEqualTo(200);
        var page = answer.page();
        assertThat(page.select("noscript").html()).contains("name=\"choose\"", "formnovalidate");
        assertThat(page.select("#policy option").eachText()).contains("paris Default Policy");
        assertThat(page.select("#name").val()).isEqualTo("Pia");
        assertThat(answer.body()).doesNotContain("739164");
        assertThat(page.select("#summary")).isEmpty();
        assertThat(
                        server.administration().mailboxes().all().stream()
                                .filter(m -> m.displayName().equals("Pia")))
                .isEmpty();
    }

    @Test
    void theDialPlanUsedLastIsChosenInThisBrowser() {
        try (var visitor = Visitor.signedIn(server, PageServer.ADMINISTRATOR)) {
            assertThat(visitor.submit("/mailboxes/new", fields("paris", "3456")).status())
                    .isEqualTo(303);
            var page = visitor.get("/mailboxes/new").page();
            assertThat(page.select("#dialPlan option[selected]").text()).isEqualTo("paris");
            assertThat(page.select("#policy option").eachText())
                    .contains("paris Default Policy")
                    .doesNotContain("default Default Policy");
        }
        assertThat(
                        administrator
                                .get("/mailboxes/new")
                                .page()
                                .select("#dialPlan option[selected]")
                                .text())
                .as("another browser")
                .isEqualTo("default");
    }

    @Test
    void aDialPlanThatIsGoneGivesWayToTheFirst() {
        var part = administrator.get("/mailboxes/new/dialplan?dialPlan=gone");
        assertThat(part.text("#lengths")).contains("default");
    }

    @Test
    void othersSeeNoneOfIt() {
        try (var visitor = Visitor.signedIn(server, PageServer.HELP_DESK)) {
            assertThat(visitor.get("/mailboxes/new/dialplan?dialPlan=paris").status())
                    .isEqualTo(403);
        }
    }
}
