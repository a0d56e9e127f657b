package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ovalogin.browser.PageServer;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.Mailbox;

/// Mailboxes without an address, with a shared one, and with further ones, on the pages.
class MailboxAddressFormsTest extends OnMailboxForms {
    private Mailbox mailbox(String extension) {
        return server.site.administration.mailboxes().find(extension);
    }

    @Test
    void anAddressLeftOutByAccidentIsAnError() {
        var answer = enable("51281", Map.of());
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("#address-errors")).contains("e-mail address");
    }

    @Test
    void withoutAnAddressThePinIsShownOnce() {
        var enabled = enable("51282", Map.of("noAddress", "on", "name", "Front Desk"));
        assertThat(enabled.status()).as(enabled.body()).isEqualTo(303);
        var shown = enabled.header("location");
        assertThat(shown).endsWith("/pin");
        assertThat(mailbox("51282").address()).isEmpty();
        assertThat(administrator.get(shown).text("code.secret")).matches("[0-9]{6}");
        var again = administrator.get(shown);
        assertThat(again.status()).isEqualTo(303);
        assertThat(again.body()).doesNotContainPattern("[0-9]{6}</code>");
    }

    @Test
    void anotherMailboxesPageDoesNotShowIt() {
        var shown = enable("51283", Map.of("noAddress", "on")).header("location");
        var other = MailboxPage.path(server.site.mailbox().guid()) + "/pin";
        assertThat(administrator.get(other).status()).isEqualTo(303);
        assertThat(administrator.get(shown).status()).as("it is spent").isEqualTo(303);
    }

    @Test
    void helpDeskMayLockItButNotResetItsPin() {
        enable("51284", Map.of("noAddress", "on"));
        var path = MailboxPage.path(mailbox("51284").guid());
        try (var helper = Visitor.signedIn(server, PageServer.HELP_DESK)) {
            var page = helper.get(path);
            assertThat(page.text("main")).contains("no e-mail address of its own");
            assertThat(page.page().select("form[action$=/pin] button")).isEmpty();
            assertThat(page.page().select("a[href$=/lock]")).isNotEmpty();
            var before = mailbox("51284").pin();
            var refused = helper.submit(path + "/pin", Map.of("how", "generated"));
            assertThat(refused.status()).isEqualTo(403);
            assertThat(mailbox("51284").pin()).isEqualTo(before);
        }
        var reset = administrator.submit(path + "/pin", Map.of("how", "generated"));
        assertThat(administrator.get(reset.header("location")).text("code.secret"))
                .matches("[0-9]{6}");
    }

    @Test
    void aSharedAddressIsRefusedUnlessTicked() {
        assertThat(enable("51285", Map.of("address", "team@contoso.com")).status()).isEqualTo(303);
        var refused = enable("51286", Map.of("address", "team@contoso.com"));
        assertThat(refused.status()).isIn(409, 422);
        assertThat(refused.text("#address-errors")).contains("already belongs");
        var enabled = enable("51286", Map.of("address", "team@contoso.com", "shared", "on"));
        assertThat(enabled.status()).as(enabled.body()).isEqualTo(303);
        assertThat(administrator.get(enabled.header("location")).text("dl"))
                .contains("other mailboxes may have it too");
    }

    @Test
    void furtherAddressesAreKeptShownAndTakenAway() {
        var enabled =
                enable(
                        "51287",
                        Map.of(
                                "address", "kim@contoso.com",
                                "further", "lead@contoso.com, desk@contoso.com",
                                "furtherPins", "on"));
        assertThat(enabled.status()).as(enabled.body()).isEqualTo(303);
        assertThat(mailbox("51287").addresses())
                .isEqualTo(
                        new Addresses(
                                java.util.Optional.of("kim@contoso.com"),
                                false,
                                List.of("lead@contoso.com", "desk@contoso.com"),
                                true));
        var path = enabled.header("location");
        assertThat(administrator.get(path).text("dl"))
                .contains("lead@contoso.com, desk@contoso.com (PINs too)");
        var edit = administrator.get(path + "/edit").page();
        var fields = new HashMap<String, String>();
        for (var input : edit.select("main form.card [id][name]"))
            fields.put(input.attr("name"), input.val());
        fields.put("policy", mailbox("51287").policy().guid().toString());
        fields.put("further", "");
        fields.put("noAddress", "on");
        fields.put("access", "on");
        assertThat(administrator.submit(path + "/edit", fields).status()).isEqualTo(303);
        assertThat(mailbox("51287").addresses()).isEqualTo(Addresses.NONE);
    }
}
