package org.ovalogin.mail;

import org.jsoup.Jsoup;
import org.jsoup.safety.Safelist;
import org.ovalogin.mailbox.Letter;

/// The words a mailbox policy adds to a letter, `ResetPINText` or `UMEnabledText`.
///
/// @param html as an administrator wrote it; empty where there are none
record PolicyText(String html) {
    static PolicyText of(Letter letter) {
        var policy = letter.mailbox().policy();
        return new PolicyText(
                switch (letter.notice().kind()) {
                    case WELCOME -> policy.umEnabledText();
                    case RESET, AUTOMATIC_RESET -> policy.resetPinText();
                    case RESET_NOTICE, LOCKED, LOCKED_BY_ADMINISTRATOR, CHANGED, EXPIRING -> "";
                });
    }

    /// The words alone.
    String plain() {
        return Jsoup.parse(html).wholeText().strip();
    }

    /// Simple text formatting and links; nothing that runs or loads.
    String safeHtml() {
        return Jsoup.clean(html, Safelist.basic());
    }
}
