package org.ovalogin.notify.mail;

import java.util.Locale;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.core.mailbox.Notice;

/// Which text a letter has: one for each kind of notice, and more where it depends on who reads it
/// or who wanted it.
enum LetterText {
    WELCOME,
    WELCOME_WITHOUT_PIN,
    WELCOME_FOR_SOMEBODY,
    RESET,
    RESET_AS_ASKED,
    RESET_FOR_SOMEBODY,
    RESET_NOTICE,
    AUTOMATIC_RESET,
    LOCKED,
    OUTSIDE_LOCKED,
    TRUSTED_LOCKED,
    LOCKED_BY_ADMINISTRATOR,
    CHANGED,
    EXPIRING,
    RESET_LINK,
    BUDGET_ALARM;

    static LetterText of(Letter letter) {
        return switch (letter.notice().kind()) {
            case WELCOME -> welcome(letter);
            case RESET -> reset(letter);
            case RESET_NOTICE -> RESET_NOTICE;
            case AUTOMATIC_RESET -> AUTOMATIC_RESET;
            case LOCKED -> LOCKED;
            case OUTSIDE_LOCKED -> OUTSIDE_LOCKED;
            case TRUSTED_LOCKED -> TRUSTED_LOCKED;
            case LOCKED_BY_ADMINISTRATOR -> LOCKED_BY_ADMINISTRATOR;
            case CHANGED -> CHANGED;
            case EXPIRING -> EXPIRING;
            case RESET_LINK -> RESET_LINK;
            case BUDGET_ALARM -> BUDGET_ALARM;
        };
    }

    private static LetterText welcome(Letter letter) {
        if (!letter.notice().withPin()) return WELCOME_WITHOUT_PIN;
        return isToOwner(letter) ? WELCOME : WELCOME_FOR_SOMEBODY;
    }

    private static LetterText reset(Letter letter) {
        if (!isToOwner(letter)) return RESET_FOR_SOMEBODY;
        return letter.notice().by().equals(Notice.BY_SELF_SERVICE) ? RESET_AS_ASKED : RESET;
    }

    /// An address of the mailbox's, and not one that was named to get the PIN instead.
    private static boolean isToOwner(Letter letter) {
        return letter.mailbox().answersTo(letter.notice().recipient());
    }

    /// A new PIN would lift what it tells of.
    boolean isOfFailuresLock() {
        return this == LOCKED || this == OUTSIDE_LOCKED || this == TRUSTED_LOCKED;
    }

    boolean isForSomebody() {
        return this == WELCOME_FOR_SOMEBODY || this == RESET_FOR_SOMEBODY;
    }

    /// As the texts' keys begin.
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
