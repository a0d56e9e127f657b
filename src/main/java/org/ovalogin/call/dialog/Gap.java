package org.ovalogin.call.dialog;

import java.util.Locale;

/// A place in a text that something else fills: `{number}`.
enum Gap {
    NUMBER,

    /// Spoken one by one.
    DIGITS,

    /// A moment: "yesterday at two thirty p.m.".
    TIME,

    /// The end of a span: "until two thirty p.m.".
    UNTIL,

    // the words of a date, in the order of the language
    WEEKDAY,
    DAY,
    MONTH;

    private final String mark = "{" + name().toLowerCase(Locale.ROOT) + "}";

    String mark() {
        return mark;
    }
}
