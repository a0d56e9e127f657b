package org.ovalogin.web.page;

import java.util.Locale;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.web.frame.PageTexts;

/// Events in plain words.
///
/// @param texts of the page's language
public record EventWords(PageTexts texts) {
    /// The event, such as `Wrong PIN`.
    public String what(Event event) {
        var name = "event." + event.name().title();
        var withResult = name + "." + event.result().split(" ", 2)[0];
        if (texts.has(withResult)) return texts.text(withResult);
        return event.result().isEmpty()
                ? texts.text(name)
                : texts.text(name) + " (" + event.result() + ")";
    }

    /// The author: a caller's number, an account, or the system.
    public String who(Event event) {
        var by = event.origin().by();
        var key = "by." + by.toLowerCase(Locale.ROOT).replace(' ', '-');
        return texts.has(key) ? texts.text(key) : by;
    }

    /// Bad news, good news, or neither: a class of the stylesheet.
    public String tone(Event event) {
        return switch (event.name()) {
            case LOCKED, MAIL_FAILED, AUTOMATIC_RESET, BUDGET_ALARM, MISUSE_REPORTED -> "bad";
            case SIGN_IN, ACCOUNT_SIGN_IN -> event.result().equals("Success") ? "good" : "warn";
            default -> "";
        };
    }
}
