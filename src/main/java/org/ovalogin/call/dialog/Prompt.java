package org.ovalogin.call.dialog;

import java.util.List;
import java.util.Locale;

/// Every prompt of the dialog. The texts are in `prompts/<language>.properties`, one line for each
/// [#id()].
public enum Prompt {
    WELCOME,
    GOODBYE,
    SERVICE_UNAVAILABLE,

    // identification
    ENTER_EXTENSION,
    ENTER_EXTENSION_OR_OPERATOR,
    ENTER_EXTENSION_POUND,
    ENTER_EXTENSION_POUND_OR_OPERATOR,
    HELP_EXTENSION,
    HELP_EXTENSION_POUND,
    EXTENSION_INVALID,
    CONNECTING_OPERATOR,
    MAILBOX(Gap.DIGITS),

    // PIN
    ENTER_PIN,
    HELP_PIN,
    HELP_PIN_FOR_OPTIONS,
    PIN_INVALID,
    NO_ENTRY,
    TAKE_YOUR_TIME,
    PIN_IS_EXTENSION,
    LOGIN_INCORRECT,
    PIN_INCORRECT,
    ENTER_PIN_AGAIN,
    ENTER_PIN_AGAIN_FOR_OPTIONS,
    SELF_SERVICE,
    PIN_IN_EMAIL,
    TRY_LATER,
    MAILBOX_LOCKED,
    MAILBOX_LOCKED_UNTIL(Gap.UNTIL),

    // PIN change
    FIRST_TIME_WELCOME,
    PIN_EXPIRED,
    PIN_MUST_CHANGE,
    NEW_PIN(Gap.NUMBER),
    NEW_PIN_AGAIN,
    HELP_NEW_PIN,
    PIN_TOO_SHORT(Gap.NUMBER),
    PIN_TOO_LONG,
    PIN_SEQUENTIAL,
    PIN_REPEATED,
    PIN_EXTENSION,
    PIN_TOO_COMMON,
    PIN_USED_BEFORE,
    PIN_MISMATCH,
    PIN_CHANGED,
    PIN_CHANGED_RECENTLY,

    // main menu
    GREETING,
    FAILED_ATTEMPT_SINCE,
    FAILED_ATTEMPTS_SINCE(Gap.NUMBER),
    PIN_WAS_RESET,
    OUTSIDE_BLOCKED,
    NEW_MESSAGE,
    NEW_MESSAGES(Gap.NUMBER),
    PIN_EXPIRES_TODAY,
    PIN_EXPIRES_TOMORROW,
    PIN_EXPIRES_IN(Gap.NUMBER),
    ALLOW_OUTSIDE,
    OUTSIDE_ALLOWED,
    MAIN_MENU,
    PERSONAL_OPTIONS,
    LATEST_USE,
    SIGNED_IN(Gap.TIME, Gap.DIGITS),
    SIGNED_IN_UNKNOWN(Gap.TIME),
    FAILED_ATTEMPT(Gap.TIME, Gap.DIGITS),
    FAILED_ATTEMPT_UNKNOWN(Gap.TIME),
    NO_SIGN_IN,
    NO_FAILED_ATTEMPT,
    NOT_YOU,
    NEW_PIN_NOW,
    OUTSIDE_BLOCKED_NOW,
    ADMINISTRATOR_TOLD,
    HELP_MENU,
    CHOICE_INVALID,
    MORE_THAN_TWENTY;

    /// The highest number with its own recording. Minutes and days need no more, PINs have at most
    /// 24 digits.
    public static final int HIGHEST_NUMBER = 60;

    /// The highest number of messages or failures that is told exactly. Beyond it, "more than
    /// twenty" says as much.
    static final int HIGHEST_COUNT = 20;

    /// A place in a text that something else fills: `{number}`.
    public enum Gap {
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

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');
    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Gap> gaps;

    Prompt(Gap... gaps) {
        this.gaps = List.of(gaps);
    }

    /// Lower case with hyphens: the key in the catalogue and the stem of the sound file.
    public String id() {
        return id;
    }

    /// The gaps that the dialog fills, in the order of every language.
    List<Gap> gaps() {
        return gaps;
    }

    /// This prompt with `{number}` filled in.
    public Saying with(int number) {
        return with(new Saying.Count(number));
    }

    /// This prompt with `{digits}` filled in, spoken digit by digit.
    public Saying with(String digits) {
        return with(new Saying.Figures(digits));
    }

    /// This prompt with its gaps filled in.
    public Saying with(Saying.Value... values) {
        return new Saying(this, List.of(values));
    }

    /// This prompt, which has no gap.
    public Saying saying() {
        return new Saying(this, List.of());
    }
}
