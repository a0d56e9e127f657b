package org.ovalogin.notify.mail;

import java.util.Locale;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.core.mailbox.Notice;

/// The texts of letters: one for each kind of notice, and more if the text depends on the reader or
/// on who caused it.
enum LetterText {
    WELCOME,
    WELCOME_WITHOUT_PIN,
    WELCOME_FOR_SOMEBODY,
    MOVED_IN,
    MOVED_IN_TO_CHANGE,
    MOVED_IN_OWN_PHONE,
    RESET,
    RESET_AS_ASKED,
    RESET_FOR_SOMEBODY,
    RESET_NOTICE,
    AUTOMATIC_RESET,
    LOCKED,
    OUTSIDE_LOCKED,
    TRUSTED_LOCKED,
    LOCKED_BY_ADMINISTRATOR,
    OUTSIDE_ALLOWED,
    OUTSIDE_BLOCKED,
    CHANGED,
    EXPIRING,
    RESET_LINK,
    /// Has a link for each mailbox of a shared address.
    RESET_LINKS,
    BUDGET_ALARM,
    MISUSE_REPORTED;

    /// @param links how many the letter has
    static LetterText of(Letter letter, int links) {
        return switch (letter.notice().kind()) {
            case WELCOME, WELCOME_DUE -> welcome(letter);
            case MOVED_IN -> movedIn(letter);
            case RESET -> reset(letter);
            case RESET_NOTICE -> RESET_NOTICE;
            case AUTOMATIC_RESET -> AUTOMATIC_RESET;
            case LOCKED -> LOCKED;
            case OUTSIDE_LOCKED -> OUTSIDE_LOCKED;
            case TRUSTED_LOCKED -> TRUSTED_LOCKED;
            case LOCKED_BY_ADMINISTRATOR -> LOCKED_BY_ADMINISTRATOR;
            case OUTSIDE_ALLOWED -> OUTSIDE_ALLOWED;
            case OUTSIDE_BLOCKED -> OUTSIDE_BLOCKED;
            case CHANGED -> CHANGED;
            case EXPIRING -> EXPIRING;
            case RESET_LINK -> links > 1 ? RESET_LINKS : RESET_LINK;
            case BUDGET_ALARM -> BUDGET_ALARM;
            case MISUSE_REPORTED -> MISUSE_REPORTED;
        };
    }

    private static LetterText welcome(Letter letter) {
        if (!letter.notice().withPin()) return WELCOME_WITHOUT_PIN;
        return isToOwner(letter) ? WELCOME : WELCOME_FOR_SOMEBODY;
    }

    /// A PIN that somebody has reset since comes by another letter. Only the owner is told from
    /// which phone it opens, which tells that it is a weak one.
    private static LetterText movedIn(Letter letter) {
        var pin = letter.mailbox().pin();
        if (pin.byOwner()) return MOVED_IN;
        if (pin.version() != letter.notice().secret().pinVersion()) return WELCOME_WITHOUT_PIN;
        if (!isToOwner(letter)) return MOVED_IN;
        return pin.ownPhoneOnly() ? MOVED_IN_OWN_PHONE : MOVED_IN_TO_CHANGE;
    }

    /// Asks the owner to change the PIN that they know.
    boolean isToChange() {
        return this == MOVED_IN_TO_CHANGE || this == MOVED_IN_OWN_PHONE;
    }

    private static LetterText reset(Letter letter) {
        if (!isToOwner(letter)) return RESET_FOR_SOMEBODY;
        return letter.notice().by().equals(Notice.BY_SELF_SERVICE) ? RESET_AS_ASKED : RESET;
    }

    /// Sent to one of the mailbox's own addresses, not to an address named to receive the PIN
    /// instead.
    private static boolean isToOwner(Letter letter) {
        return letter.mailbox().answersTo(letter.notice().recipient());
    }

    /// Reports a lock that a reset by the owner would lift.
    boolean isOfLiftableLock() {
        return this == LOCKED
                || this == OUTSIDE_LOCKED
                || this == TRUSTED_LOCKED
                || this == OUTSIDE_BLOCKED;
    }

    boolean isOfLinks() {
        return this == RESET_LINK || this == RESET_LINKS;
    }

    /// Whether its reader may be somebody else than the mailbox's owner.
    boolean isForSomebody() {
        return this == WELCOME_FOR_SOMEBODY || this == RESET_FOR_SOMEBODY || this == RESET_LINKS;
    }

    /// The beginning of the text's keys.
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
