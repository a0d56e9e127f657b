package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.administration.Site;
import org.ovalogin.web.frame.Clock;
import org.ovalogin.web.frame.PageLanguage;
import org.ovalogin.web.frame.PageTexts;

/// The end of a lock on the mailbox's page; the server's zone is Europe/Paris.
class LockEndPageTest extends OnMailboxForms {
    @BeforeEach
    void unlocked() {
        server.site.sql(
                "update mailbox_policy set lockout_minutes = 60, separate_trusted_lockout = 1");
        server.site.administration.pins().unlock(server.site.guid(), Site.ADMINISTRATOR);
    }

    private Visitor.Answer page() {
        return administrator.get(MailboxPage.path(server.site.guid()));
    }

    private String facts() {
        return page().text("[aria-labelledby=state] dl");
    }

    @Test
    void isToldForEachCount() {
        var site = server.site;
        site.fail(15);
        assertThat(page().text(".alert.bad"))
                .contains("Outside access has been blocked since")
                .contains("The lock ends by itself on " + shown(Duration.ofMinutes(60)) + ".");
        assertThat(facts())
                .contains("(OutsideLockedOut) yes, until " + shown(Duration.ofMinutes(60)))
                .contains("(TrustedLockedOut) no");
        var outside = shown(Duration.ofMinutes(60));
        site.clock.pass(Duration.ofMinutes(10));
        site.fail(15, Site.OWN_PHONE);
        var own = shown(Duration.ofMinutes(60));
        assertThat(facts())
                .contains("(OutsideLockedOut) yes, until " + outside)
                .contains("(TrustedLockedOut) yes, until " + own);
        assertThat(page().text(".alert.bad"))
                .contains("Locked since", "The lock ends by itself on " + own + ".");
    }

    @Test
    void isNotToldWithoutLockoutDurationNorOfAnAdministratorsLock() {
        var site = server.site;
        site.sql("update mailbox_policy set lockout_minutes = null");
        site.fail(15);
        assertThat(page().text(".alert.bad")).contains("blocked since").doesNotContain("by itself");
        assertThat(facts()).contains("(OutsideLockedOut) yes ").doesNotContain("until");
        site.sql("update mailbox_policy set lockout_minutes = 60");
        site.administration.pins().lock(site.guid(), Site.ADMINISTRATOR);
        assertThat(page().text(".alert.bad"))
                .contains("by an administrator")
                .doesNotContain("by itself");
    }

    @Test
    void itsPersonsAreToldIfItDoesNotEndByItself() {
        var site = server.site;
        site.sql("update mailbox_policy set lockout_minutes = null");
        site.fail(15);
        assertThat(page().text(".alert.bad"))
                .contains("until an administrator unlocks the mailbox or the owner allows calls");
        site.administration.pins().lock(site.guid(), Site.ADMINISTRATOR);
        assertThat(page().text(".alert.bad"))
                .contains("until an administrator unlocks the mailbox.")
                .doesNotContain("the owner");
    }

    @Test
    void oneTryFollows() {
        server.site.fail(15);
        assertThat(page().text(".alert.bad")).endsWith("Then one try is left. Unlock");
        assertThat(facts()).contains("then one try");
    }

    /// The page's time, rounded up to the minute.
    private String shown(Duration fromNow) {
        var end = server.site.clock.instant().plus(fromNow).plusMillis(59_999);
        var texts = PageTexts.in(PageLanguage.ENGLISH);
        return new Clock(texts, ZoneId.of("Europe/Paris")).text(end);
    }
}
