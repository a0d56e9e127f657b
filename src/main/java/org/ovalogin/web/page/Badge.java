package org.ovalogin.web.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ovalogin.core.administration.MailboxReport;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.store.MailboxQuery.State;
import org.ovalogin.web.frame.PageTexts;

/// A notable state of a mailbox, in a word or two.
///
/// @param tone a class of the stylesheet
public record Badge(String text, String tone) {
    /// The mailbox's badges, most urgent first; a single neutral one if nothing is notable.
    static List<Badge> of(PageTexts texts, MailboxReport report) {
        var mailbox = report.mailbox();
        var now = report.now();
        var badges = new ArrayList<Badge>();
        if (mailbox.outsideBlocked(now))
            badges.add(new Badge(texts.text("state.outside-blocked"), "bad"));
        else if (mailbox.locked(now)) badges.add(of(texts, State.LOCKED, "bad"));
        if (!mailbox.subscriberAccess()) badges.add(of(texts, State.DISABLED, ""));
        if (report.mailFailure().isPresent()) badges.add(of(texts, State.MAIL_FAILED, "bad"));
        if (mailbox.lapsed(now)) badges.add(of(texts, State.LAPSED, "warn"));
        else if (mustChange(mailbox, now)) badges.add(of(texts, State.EXPIRED, "warn"));
        if (neverUsed(mailbox)) badges.add(of(texts, State.NEVER_USED, ""));
        if (badges.isEmpty()) badges.add(new Badge(texts.text("state.ok"), "good"));
        return badges;
    }

    /// Uses the same definition as the query's states.
    public static boolean mustChange(Mailbox mailbox, Instant now) {
        return mailbox.pin().mustChange() || mailbox.pin().expired(mailbox.policy().pin(), now);
    }

    private static boolean neverUsed(Mailbox mailbox) {
        return mailbox.lastLogon().isEmpty() && !mailbox.pin().signedIn();
    }

    private static Badge of(PageTexts texts, State state, String tone) {
        return new Badge(texts.text("state." + MailboxFilter.code(state)), tone);
    }
}
