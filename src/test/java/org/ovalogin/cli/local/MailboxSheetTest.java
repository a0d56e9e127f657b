package org.ovalogin.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ovalogin.cli.client.Request;
import org.ovalogin.core.administration.OnSite;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Letter;

class MailboxSheetTest extends OnSite {
    private String sheet() {
        var server = new DirectServer(site.administration, Site.ADMINISTRATOR);
        var text = new StringWriter();
        var found = server.send(Request.of("GET", "mailboxes", site.guid().toString()));
        MailboxSheet.of(server, found).print(new PrintWriter(text, true));
        return text.toString();
    }

    @Test
    void aTemporaryPinExpiresWhenItLapses() {
        site.administration.pins().reset(site.guid(), Reset.DEFAULT, Site.ADMINISTRATOR);
        assertThat(sheet())
                .contains("LastChanged     : 2026-11-02T08:00:00Z\n")
                .contains("Expires         : 2026-11-09T08:00:00Z\n");
    }

    @Test
    void mailThatFailedIsTold() {
        site.administration.pins().reset(site.guid(), Reset.DEFAULT, Site.ADMINISTRATOR);
        assertThat(sheet()).doesNotContain("MailFailed");
        for (Letter letter : site.outbox.claim(10, Duration.ofMinutes(1)))
            site.outbox.failed(letter.notice().id(), "Refused 550 5.1.1");
        assertThat(sheet())
                .contains("MailFailed      : 2026-11-02T08:00:00Z Refused 550 5.1.1\n")
                .contains("2026-11-02T08:00:00Z  MailFailed Refused 550 5.1.1  by system\n");
    }
}
