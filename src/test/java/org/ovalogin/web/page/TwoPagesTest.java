package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.browser.PageServer;
import org.ovalogin.core.mailbox.Mailbox;

/// Two people have the same page open.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoPagesTest {
    private PageServer server;
    private Visitor administrator;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = PageServer.settled(folder);
        administrator = Visitor.signedIn(server, PageServer.ADMINISTRATOR);
    }

    @AfterAll
    void stop() {
        administrator.close();
        server.close();
    }

    /// The fields of a form as its page shows them.
    private static Map<String, String> form(Document page, String action) {
        var fields = new HashMap<String, String>();
        var form =
                Objects.requireNonNull(page.select("form[action=" + action + "]").first(), action);
        for (var input : form.select("input[name]:not([type=checkbox], [type=radio]), textarea"))
            if (!input.attr("name").equals("csrf")) fields.put(input.attr("name"), input.val());
        for (var box : form.select("input[type=checkbox][checked], input[type=radio][checked]"))
            fields.put(box.attr("name"), box.hasAttr("value") ? box.val() : "on");
        for (var select : form.select("select"))
            fields.put(select.attr("name"), select.select("option[selected]").val());
        return fields;
    }

    private Mailbox mailbox() {
        return server.administration().mailboxes().all().getFirst();
    }

    @Test
    void aPolicyIsNotPutBackUnseen() {
        var policies = server.administration().policies();
        var path = "/policies/" + mailbox().policy().guid();
        var mine = form(administrator.get(path).page(), path);
        var theirs = new HashMap<>(mine);
        theirs.put("MinPINLength", "9");
        assertThat(administrator.submit(path, theirs).status()).isEqualTo(303);
        mine.put("MaxLogonAttempts", "12");
        var refused = administrator.submit(path, mine);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("main"))
                .contains(
                        "account ",
                        "has changed this",
                        "Minimum length of a PIN (9)",
                        "Wrong PINs until the mailbox locks (15)");
        assertThat(policies.find(mailbox().policy().guid().toString()).pin().minPinLength())
                .isEqualTo(9);
        var again = form(refused.page(), path);
        assertThat(again).containsEntry("MaxLogonAttempts", "12");
        again.put("MinPINLength", "9");
        assertThat(administrator.submit(path, again).status()).isEqualTo(303);
        assertThat(policies.find(mailbox().policy().guid().toString()).pin().maxLogonAttempts())
                .isEqualTo(12);
        assertThat(administrator.get(path).text("#done")).isEqualTo("Saved.");
        assertThat(administrator.get(path).text("#done")).isEmpty();
    }

    @Test
    void aMailboxAndADialPlanAreNotEither() {
        var edit = "/mailboxes/" + mailbox().guid() + "/edit";
        var mine = form(administrator.get(edit).page(), edit);
        var theirs = new HashMap<>(mine);
        theirs.put("name", "Anthony");
        assertThat(administrator.submit(edit, theirs).status()).isEqualTo(303);
        var refused = administrator.submit(edit, mine);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("main")).contains("DisplayName (Anthony)");
        assertThat(mailbox().displayName()).isEqualTo("Anthony");

        var plan = "/dialplans/default";
        var first = form(administrator.get(plan).page(), plan);
        var second = new HashMap<>(first);
        second.put("OperatorExtension", "50000");
        assertThat(administrator.submit(plan, second).status()).isEqualTo(303);
        refused = administrator.submit(plan, first);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("main")).contains("Operator (50000)");
    }

    @Test
    void anAdministratorsLockThatWasNotShownIsNotLifted() {
        var path = "/mailboxes/" + mailbox().guid();
        var reset = form(administrator.get(path).page(), path + "/pin");
        var disable = form(administrator.get(path + "/disable").page(), path + "/disable");
        var version = mailbox().pin().version();
        var locking = form(administrator.get(path + "/lock").page(), path + "/lock");
        assertThat(administrator.submit(path + "/lock", locking).status()).isEqualTo(303);

        var refused = administrator.submit(path + "/pin", reset);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("main")).contains("has changed this");
        assertThat(refused.page().select("form[action=" + path + "/unlock]")).isNotEmpty();
        assertThat(mailbox().pin().version()).isEqualTo(version);
        assertThat(mailbox().lockouts().lockedByAdministrator()).isTrue();

        var kept = administrator.submit(path + "/disable", disable);
        assertThat(kept.status()).isEqualTo(409);
        assertThat(kept.text("main")).contains("An administrator has locked this mailbox.");

        assertThat(administrator.submit(path + "/unlock", reset).status()).isEqualTo(400);
        var again = form(refused.page(), path + "/pin");
        assertThat(administrator.submit(path + "/pin", again).status()).isEqualTo(303);
        assertThat(mailbox().lockouts().lockedByAdministrator()).isFalse();
    }
}
