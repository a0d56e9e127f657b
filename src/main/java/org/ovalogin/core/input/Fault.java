package org.ovalogin.core.input;

import java.text.MessageFormat;
import java.util.Locale;

/// The reasons for refusing an administrator's request. In the texts {0} is the value found and {1}
/// the allowed ones.
public enum Fault {
    NOT_YOUR_ROLE(Kind.FORBIDDEN, "your role does not allow this"),
    ADMINISTRATORS_MAILBOX(
            Kind.FORBIDDEN,
            "this mailbox belongs to an administrator; only administrators may reset, lock or unlock it"),
    NO_OWN_ADDRESS(
            Kind.FORBIDDEN,
            "this mailbox has no e-mail address of its own; only administrators may set its PIN"),
    NO_SUCH_MAILBOX(Kind.NOT_FOUND, "no mailbox ''{0}''"),
    AMBIGUOUS_MAILBOX(
            Kind.CONFLICT, "''{0}'' is the name, extension or address of several mailboxes"),
    NO_SUCH_DIAL_PLAN(Kind.NOT_FOUND, "no dial plan ''{0}''; existing: {1}"),
    NO_SUCH_POLICY(Kind.NOT_FOUND, "no mailbox policy ''{0}''; existing: {1}"),
    AMBIGUOUS_POLICY(Kind.CONFLICT, "several dial plans have a mailbox policy ''{0}''"),
    NO_SUCH_ACCOUNT(Kind.NOT_FOUND, "no account ''{0}''"),
    NO_SUCH_TOKEN(Kind.NOT_FOUND, "no token ''{0}''"),
    VALUE(Kind.INVALID, "{0} is not allowed; allowed: {1}"),
    MISSING(Kind.INVALID, "missing; enter {1}"),
    ADDRESS(Kind.INVALID, "''{0}'' is not an e-mail address such as tony@contoso.com"),
    ADDRESS_LOCAL_PART(
            Kind.INVALID,
            "''{0}'': the part before the @ may have ASCII letters and digits only; other letters are allowed in the domain"),
    ADDRESS_DOMAIN(
            Kind.INVALID,
            "''{0}'': this domain can be mistaken for another; enter ''{1}'' if you mean that one"),
    ADDRESS_TAKEN(Kind.CONFLICT, "the e-mail address or alias ''{0}'' already belongs to {1}"),
    ALIAS(
            Kind.INVALID,
            "alias ''{0}'': allowed: an e-mail address or 1 to 64 letters, digits, . _ -"),
    DISPLAY_NAME(
            Kind.INVALID,
            "name ''{0}'': allowed: 1 to 128 characters, not all blank, without control characters"),
    LANGUAGE(Kind.INVALID, "language ''{0}'': allowed: {1}"),
    TIME_ZONE(Kind.INVALID, "time zone ''{0}'': allowed: an IANA name such as {1}"),
    EXTENSION(Kind.INVALID, "extension ''{0}'': allowed in this dial plan: {1} digits"),
    EXTENSION_TAKEN(Kind.CONFLICT, "extension ''{0}'' in this dial plan already belongs to {1}"),
    MAILBOX_CHANGED(
            Kind.CONFLICT, "somebody else has changed the mailbox meanwhile; check it again"),
    POLICY_OF_OTHER_DIAL_PLAN(
            Kind.INVALID, "mailbox policy ''{0}'' belongs to another dial plan; allowed: {1}"),
    NAME_TAKEN(Kind.CONFLICT, "''{0}'' already exists"),
    IN_USE(Kind.CONFLICT, "''{0}'' is in use; mailboxes: {1}"),
    EXTENSIONS_IN_USE(
            Kind.CONFLICT,
            "extensions in use would have a number of digits that is no longer allowed: {0}; in all: {1}"),
    NOT_DIGITS(Kind.INVALID, "a PIN may contain digits only"),
    PIN_TOO_SHORT(Kind.INVALID, "the PIN is too short; allowed: at least {1} digits"),
    PIN_TOO_LONG(Kind.INVALID, "the PIN is too long; allowed: at most {1} digits"),
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
    /// With more answers of "used before", trying PINs would reveal the owner's former ones.
    HISTORY_LIMIT(
            Kind.TOO_MANY, "too many PINs were refused today as used before; let one be generated"),
    LOCK_ONLY(
            Kind.INVALID,
            "{0} has no effect if only the lock changes; add a PIN or PinExpired, or leave it out"),
    NO_PIN_FOR_NOBODY(
            Kind.INVALID, "an e-mail address for the PIN and not sending it exclude each other"),
    ROLE(Kind.INVALID, "role ''{0}'': allowed: {1}"),
    ACCOUNT_NAME(Kind.INVALID, "account name ''{0}'': allowed: 1 to 64 letters, digits, . _ @ + -"),
    PASSWORD(Kind.INVALID, "the password must have {1} characters"),
    PASSWORD_COMMON(
            Kind.INVALID, "the password contains the account''s name or is one character repeated"),
    CURRENT_PASSWORD(Kind.FORBIDDEN, "the current password is incorrect"),
    LAST_ADMINISTRATOR(
            Kind.CONFLICT, "''{0}'' is the only administrator; create another one first"),
    OTHERS_TOKEN(Kind.FORBIDDEN, "this token belongs to another account"),
    SET_UP_ALREADY(Kind.FORBIDDEN, "an administrator already exists; sign in"),
    ACCOUNT_CHANGED(Kind.FORBIDDEN, "the account has changed meanwhile; sign in again"),
    TOO_MANY_TOKENS(
            Kind.CONFLICT, "the account has {0} tokens, the most allowed; remove one first"),
    STALE(Kind.STALE, "{0} has changed it since you read it ({1}); check it again"),
    STAYS(Kind.INVALID, "it can''t be changed from ''{1}'' to ''{0}''"),
    IMPORT_AT_WORK(Kind.CONFLICT, "another import is running; wait until it has finished"),
    IMPORT_CONFLICTS(
            Kind.CONFLICT,
            "{0} boxes have the extension of a mailbox that did not come by an import; nothing was imported"),
    IMPORT_OUTDATED(
            Kind.CONFLICT, "''{0}'' has changed since the import was planned; run it again"),
    TOO_MANY_MAILBOXES(Kind.INVALID, "{0} mailboxes are too many for a bulk job; allowed: {1}"),
    OTHER_NUMBER(Kind.CONFLICT, "the number of mailboxes is {1}, not ''{0}''"),
    PREVIEW_OVER(Kind.CONFLICT, "this preview is no longer valid; select the mailboxes again"),
    JOB_AT_WORK(
            Kind.CONFLICT,
            "a bulk job of this account is running; wait until it has finished, or stop it"),
    NOTHING_TO_DO(Kind.CONFLICT, "there is nothing to do for any of these mailboxes"),
    NO_SUCH_JOB(Kind.NOT_FOUND, "no bulk job ''{0}''"),
    BUSY(Kind.BUSY, "the server is too busy; try again in a moment");

    /// The kind of refusal.
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
