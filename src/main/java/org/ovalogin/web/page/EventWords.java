package org.ovalogin.web.page;

import java.text.NumberFormat;
import java.util.Locale;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.web.frame.Clock;
import org.ovalogin.web.frame.PageTexts;

/// Events in plain words.
///
/// @param texts of the page's language
public record EventWords(PageTexts texts) {
    /// Stands for the caller while a sentence is filled in; of no text and no number.
    private static final String CALLER = "\uE000";

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

    /// A text around the caller's number, which stands in an element of its own.
    public record Sentence(String before, String caller, String after) {}

    /// For example `15 wrong PINs from 0555 0123 between 11:37 and 11:54`.
    ///
    /// @param happening a counted one
    public Sentence told(Happening happening, Clock clock) {
        var number = NumberFormat.getIntegerInstance(texts.language().locale());
        var count = happening.count();
        var what =
                texts.text(
                        "happened." + happening.newest().result(),
                        count,
                        number.format(count) + (happening.cut() ? "+" : ""));
        var parts = span(what, happening, clock).split(CALLER, 2);
        return new Sentence(parts[0], number(who(happening.newest())), parts[1]);
    }

    /// Without the word before a number: the sentence says it.
    private static String number(String who) {
        return who.startsWith("caller ") ? who.substring("caller ".length()) : who;
    }

    private String span(String what, Happening happening, Clock clock) {
        var begin = happening.begin();
        var end = happening.end();
        if (!clock.sameDay(begin, end))
            return texts.text("happened.days", what, CALLER, clock.text(begin), clock.text(end));
        return clock.hour(begin).equals(clock.hour(end))
                ? texts.text("happened.at", what, CALLER, clock.hour(end))
                : texts.text("happened.between", what, CALLER, clock.hour(begin), clock.hour(end));
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
