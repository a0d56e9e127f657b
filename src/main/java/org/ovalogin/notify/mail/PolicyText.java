package org.ovalogin.notify.mail;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Safelist;
import org.ovalogin.core.mailbox.Letter;

/// The text that a mailbox policy adds to a letter: `ResetPINText` or `UMEnabledText`.
///
/// @param html as an administrator wrote it; may be empty
record PolicyText(String html) {
    private static final String BLOCKS = "p, ul, ol, li, dl, dt, dd, pre, blockquote";
    private static final Document.OutputSettings AS_IT_IS =
            new Document.OutputSettings().prettyPrint(false);

    static PolicyText of(Letter letter) {
        return new PolicyText(
                switch (letter.notice().kind()) {
                    case WELCOME, WELCOME_DUE, MOVED_IN ->
                            letter.mailbox().policy().pin().umEnabledText();
                    case RESET, AUTOMATIC_RESET -> letter.mailbox().policy().pin().resetPinText();
                    case RESET_NOTICE,
                            LOCKED,
                            OUTSIDE_LOCKED,
                            TRUSTED_LOCKED,
                            LOCKED_BY_ADMINISTRATOR,
                            OUTSIDE_ALLOWED,
                            OUTSIDE_BLOCKED,
                            CHANGED,
                            EXPIRING,
                            RESET_LINK,
                            BUDGET_ALARM,
                            MISUSE_REPORTED ->
                            "";
                });
    }

    /// The text without markup; links are followed by their addresses.
    String plain() {
        var body = Jsoup.parse(safeHtml()).body();
        for (var link : body.select("a[href]"))
            if (!link.attr("href").equals(link.text()))
                link.appendText(" (" + link.attr("href") + ")");
        for (var block : body.select(BLOCKS)) {
            block.prependText("\n");
            block.appendText("\n");
        }
        return body.wholeText()
                .replaceAll("[\\p{Cc}&&[^\\t\\n]]", "")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }

    /// Simple formatting and links; nothing that runs or loads. A text without markup keeps its
    /// lines.
    String safeHtml() {
        var marked = html.contains("<") ? html : html.replaceAll("\\R", "<br>");
        return Jsoup.clean(marked, "", Safelist.basic(), AS_IT_IS);
    }
}
