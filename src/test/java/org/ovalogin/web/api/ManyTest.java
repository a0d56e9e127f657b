package org.ovalogin.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.signin.Verdict;

class ManyTest {
    private static final int RESETS = 20;
    private static final int MAILBOXES = 10_000;

    @TempDir Path folder;
    private Served served;
    private String token;

    @BeforeEach
    void serve() {
        served = Served.in(folder);
        token = served.token("ada", Role.ADMINISTRATOR);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void ofResetsAtOnceTheLastOneHoldsAndEachIsAnEvent() throws InterruptedException {
        // lets every one be tried
        served.site.sql(
                "update mailbox_policy set failures_before_reset = null, max_logon_attempts = 999");
        Callable<String> reset =
                () ->
                        served.send(
                                        token,
                                        "PUT",
                                        "/mailboxes/51234/pin",
                                        "{\"sendEmail\":false,\"pinExpired\":false}")
                                .json()
                                .path("generatedPin")
                                .asText();
        var pins = new HashSet<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(java.util.Collections.nCopies(RESETS, reset)))
                pins.add(done.resultNow());
        }
        assertThat(pins).hasSize(RESETS).doesNotContain("");
        assertThat(served.site.events(Event.Name.PIN_RESET)).isEqualTo(RESETS);
        assertThat(served.site.mailbox().pin().version()).isEqualTo(1 + RESETS);
        var right =
                pins.stream()
                        .filter(
                                pin ->
                                        served.site.attempt(Site.pin(pin))
                                                instanceof Verdict.Admitted)
                        .count();
        assertThat(right).isEqualTo(1);
    }

    @Test
    void allMailboxesComeOnceOverManyPages() {
        insert();
        var seen = new HashSet<String>();
        var next = "";
        var pages = 0;
        do {
            var after = next.isEmpty() ? "" : "&after=" + next;
            var page = served.send(token, "GET", "/mailboxes?limit=1000" + after, "").json();
            assertThat(page.path("total").asInt()).isEqualTo(MAILBOXES + 1);
            for (var item : page.path("items"))
                assertThat(seen.add(item.path("id").asText())).isTrue();
            next = page.path("next").asText("");
            if (page.path("next").isNull()) next = "";
            pages++;
        } while (!next.isEmpty());
        assertThat(pages).isEqualTo(11);
        assertThat(seen).hasSize(MAILBOXES + 1);
        var found = served.send(token, "GET", "/mailboxes?search=user9999", "").json();
        assertThat(found.path("total").asInt()).isEqualTo(1);
    }

    /// Inserts copies of the only mailbox.
    private void insert() {
        var columns =
                served.site.texts("select name from pragma_table_info('mailbox')").stream()
                        .map(
                                c ->
                                        switch (c) {
                                            case "mailbox_guid" ->
                                                    "printf('00000000-0000-4000-8000-%012d', n)";
                                            case "address", "address_key" ->
                                                    "'user' || n || '@contoso.com'";
                                            case "display_name", "display_name_key" ->
                                                    "'user ' || n";
                                            case "primary_extension" -> "printf('%05d', 60000 + n)";
                                            default -> c;
                                        })
                        .toList();
        var numbers =
                "with recursive c(n) as (select 0 union all select n + 1 from c where n < %d) "
                        .formatted(MAILBOXES - 1);
        served.site.sql(
                "insert into mailbox "
                        + numbers
                        + "select "
                        + String.join(", ", columns)
                        + " from mailbox, c where address = 'tony@contoso.com'");
        served.site.sql(
                "insert into extension (mailbox_guid, dial_plan, digits, position) select mailbox_guid, dial_plan, primary_extension, 0"
                        + " from mailbox where address <> 'tony@contoso.com'");
    }
}
