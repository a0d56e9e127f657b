package org.ovalogin.core.input;

import java.text.MessageFormat;
import java.util.Locale;

/// Everything for which an administrator's wish is not done. In the texts {0} is what was found and
/// {1} what is allowed.
public enum Fault {
    NOT_YOUR_ROLE(Kind.FORBIDDEN, "your role does not allow this"),
    ADMINISTRATORS_MAILBOX(
            Kind.FORBIDDEN,
            "this mailbox belongs to an administrator; only administrators may reset, lock or unlock it"),
    NO_SUCH_MAILBOX(Kind.NOT_FOUND, "no mailbox ''{0}''"),
    AMBIGUOUS_MAILBOX(Kind.CONFLICT, "''{0}'' is the name or extension of several mailboxes"),
    NO_SUCH_DIAL_PLAN(Kind.NOT_FOUND, "no dial plan ''{0}''; there is {1}"),
    NO_SUCH_POLICY(Kind.NOT_FOUND, "no mailbox policy ''{0}''; there is {1}"),
    AMBIGUOUS_POLICY(Kind.CONFLICT, "several dial plans have a mailbox policy ''{0}''"),
    NO_SUCH_ACCOUNT(Kind.NOT_FOUND, "no account ''{0}''"),
    NO_SUCH_TOKEN(Kind.NOT_FOUND, "no token ''{0}''"),
    VALUE(Kind.INVALID, "{0} is not allowed; allowed: {1}"),
    MISSING(Kind.INVALID, "missing; give {1}"),
    ADDRESS(Kind.INVALID, "''{0}'' is no e-mail address like tony@contoso.com"),
    ADDRESS_LOCAL_PART(
            Kind.INVALID,
            "''{0}'': before the @ an e-mail address has ASCII letters and digits only; other letters are taken in its domain"),
    ADDRESS_DOMAIN(
            Kind.INVALID,
            "''{0}'': this domain can be taken for another one; write ''{1}'' if that is what you mean"),
    ADDRESS_TAKEN(Kind.CONFLICT, "the e-mail address or alias ''{0}'' belongs to {1} already"),
    ALIAS(
            Kind.INVALID,
            "alias ''{0}'': allowed is an e-mail address or 1 to 64 letters, digits, . _ -"),
    DISPLAY_NAME(
            Kind.INVALID,
            "name ''{0}'': allowed is 1 to 128 characters, not all blank, without control characters"),
    LANGUAGE(Kind.INVALID, "language ''{0}'': allowed is {1}"),
    TIME_ZONE(Kind.INVALID, "time zone ''{0}'': allowed is an IANA name, such as {1}"),
    EXTENSION(Kind.INVALID, "extension ''{0}'': allowed is exactly {1} digits in this dial plan"),
    EXTENSION_TAKEN(Kind.CONFLICT, "extension ''{0}'' in this dial plan belongs to {1} already"),
    MAILBOX_CHANGED(
            Kind.CONFLICT, "the mailbox was changed by somebody else meanwhile; look at it again"),
    POLICY_OF_OTHER_DIAL_PLAN(
            Kind.INVALID, "mailbox policy ''{0}'' belongs to another dial plan; allowed: {1}"),
    NAME_TAKEN(Kind.CONFLICT, "''{0}'' exists already"),
    IN_USE(Kind.CONFLICT, "''{0}'' is in use by {1}"),
    DIGITS_IN_USE(
            Kind.CONFLICT,
            "the number of digits can''t be changed while {1} have extensions of {0} digits"),
    NOT_DIGITS(Kind.INVALID, "a PIN has digits only"),
    PIN_TOO_SHORT(Kind.INVALID, "the PIN is too short: at least {1} digits"),
    PIN_TOO_LONG(Kind.INVALID, "the PIN is too long: at most {1} digits"),
    PIN_SEQUENTIAL(Kind.INVALID, "the PIN''s digits are in sequence, up or down"),
    PIN_REPEATED(Kind.INVALID, "the PIN is one digit repeated"),
    PIN_CONTAINS_EXTENSION(Kind.INVALID, "the PIN is part of the extension, or contains it"),
    PIN_COMMON(
            Kind.INVALID,
            "the PIN is too easy to guess: a date, a pattern, or one that many people choose"),
    PIN_NOT_TYPED(
            Kind.INVALID,
            "mailbox policy ''{0}'' allows generated PINs only (AllowTypedPIN is false); leave the PIN out"),
    PIN_TO_BE_CHANGED(
            Kind.INVALID,
            "mailbox policy ''{0}'' allows only PINs that must be changed at first sign-in (AllowTypedPIN is false)"),
    PIN_USED_BEFORE(Kind.INVALID, "the PIN was used before"),
    /// More answers of "used before" would tell by trial which PINs the owner had.
    HISTORY_LIMIT(
            Kind.TOO_MANY, "too many PINs were refused today as used before; let one be generated"),
    LOCK_ONLY(
            Kind.INVALID,
            "{0} makes no sense where only the lock is changed; give a PIN or PinExpired as well, or leave it out"),
    NO_PIN_FOR_NOBODY(
            Kind.INVALID,
            "an e-mail address to send the PIN to, and not to send it, exclude each other"),
    ROLE(Kind.INVALID, "role ''{0}'': allowed is {1}"),
    ACCOUNT_NAME(
            Kind.INVALID, "account name ''{0}'': allowed is 1 to 64 letters, digits, . _ @ + -"),
    PASSWORD(Kind.INVALID, "the password must have {1} characters"),
    PASSWORD_COMMON(
            Kind.INVALID, "the password contains the account''s name or is one character repeated"),
    CURRENT_PASSWORD(Kind.FORBIDDEN, "the present password is not right"),
    LAST_ADMINISTRATOR(Kind.CONFLICT, "''{0}'' is the only administrator; make another one first"),
    OTHERS_TOKEN(Kind.FORBIDDEN, "this token is another account''s"),
    SET_UP_ALREADY(Kind.FORBIDDEN, "there is an administrator already; sign in"),
    ACCOUNT_CHANGED(Kind.FORBIDDEN, "the account was changed meanwhile; sign in again"),
    TOO_MANY_TOKENS(
            Kind.CONFLICT, "the account has {0} tokens, and no more are allowed; remove one first"),
    STALE(Kind.STALE, "{0} has changed it since you looked at it ({1}); look at it again"),
    STAYS(Kind.INVALID, "it can''t be changed from ''{1}'' to ''{0}''"),
    BUSY(Kind.BUSY, "the server is too busy; try again in a moment");

    /// What kind of no it is.
    public enum Kind {
        INVALID,
        NOT_FOUND,
        CONFLICT,
        /// Somebody else was quicker.
        STALE,
        FORBIDDEN,
        TOO_MANY,
        BUSY
    }

    private final Kind kind;
    private final String text;

    Fault(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    public Kind kind() {
        return kind;
    }

    /// For programs: `extension-taken`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String message(String found, String allowed) {
        return new MessageFormat(text, Locale.ROOT).format(new Object[] {found, allowed});
    }
}
