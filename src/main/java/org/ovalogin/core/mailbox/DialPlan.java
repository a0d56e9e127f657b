package org.ovalogin.core.mailbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ovalogin.core.input.Check;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.OutOfRange;
import org.ovalogin.core.input.TimeZone;

/// A UM dial plan: extensions are unique within it, and it holds the rules for its callers.
///
/// @param name letters, digits, `_`, `-`: it reaches dialplan expressions
/// @param defaultLanguage for callers whose channel's language has no prompts
/// @param timeZone for letters to owners without a zone of their own; empty: the server's
/// @param logonFailuresBeforeDisconnect wrong PINs in one call
/// @param inputFailuresBeforeDisconnect empty or invalid entries in a row
/// @param voicemailContext context of the boxes in Asterisk's voicemail.conf
public record DialPlan(
        String name,
        int numberOfDigitsInExtension,
        List<String> accessTelephoneNumbers,
        String defaultLanguage,
        Optional<TimeZone> timeZone,
        int logonFailuresBeforeDisconnect,
        int inputFailuresBeforeDisconnect,
        Duration maxCallDuration,
        Optional<String> operatorExtension,
        String voicemailContext) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /// As long as Exchange allows: the name of its default policy has at most 64 characters.
    private static final Pattern NEW_NAME = Pattern.compile("[A-Za-z0-9_-]{1,49}");

    /// Asterisk makes a folder of it (`app_voicemail.c`, MAX_CONTEXT 80 with the final zero).
    private static final Pattern CONTEXT =
            Pattern.compile("(?!\\.)(?!.*\\.\\.)[A-Za-z0-9_.-]{1,79}");

    private static final Pattern TELEPHONE = Pattern.compile("[0-9 +./()*#-]{1,40}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,40}");

    public DialPlan {
        Check.matches(NAME, name, "Name", "1 to 64 letters, digits, _ or -");
        Check.range(numberOfDigitsInExtension, 1, 20, "NumberOfDigitsInExtension");
        Check.range(logonFailuresBeforeDisconnect, 1, 20, "LogonFailuresBeforeDisconnect");
        Check.range(inputFailuresBeforeDisconnect, 1, 20, "InputFailuresBeforeDisconnect");
        Check.range(maxCallDuration.toMinutes(), 10, 120, "MaxCallDuration");
        Check.matches(
                CONTEXT,
                voicemailContext,
                "VoicemailContext",
                "1 to 79 letters, digits, _, - or ., with no . at the beginning and no two in a row");
        operatorExtension.ifPresent(
                o -> Check.matches(NUMBER, o, "OperatorExtension", "1 to 40 digits"));
        accessTelephoneNumbers = List.copyOf(accessTelephoneNumbers);
        Check.range(accessTelephoneNumbers.size(), 0, 20, "AccessTelephoneNumbers");
        accessTelephoneNumbers.forEach(
                n ->
                        Check.matches(
                                TELEPHONE,
                                n,
                                "AccessTelephoneNumbers",
                                "1 to 40 digits, spaces or + - . / ( ) * #"));
        if (Language.of(defaultLanguage).isEmpty() || defaultLanguage.length() > 16)
            throw new OutOfRange("DefaultLanguage", "'" + defaultLanguage + "'", Language.tags());
    }

    /// A new dial plan with Exchange's defaults.
    public static DialPlan named(String name) {
        Check.matches(NEW_NAME, name, "Name", "1 to 49 letters, digits, _ or -");
        return new DialPlan(
                name,
                5,
                List.of(),
                "en-US",
                Optional.empty(),
                3,
                3,
                Duration.ofMinutes(30),
                Optional.empty(),
                "default");
    }

    /// An extension of this dial plan.
    ///
    /// @throws IllegalArgumentException if it does not have exactly [#numberOfDigitsInExtension()]
    ///   digits
    public MailboxKey extension(String digits) {
        if (!isExtension(digits)) {
            throw new IllegalArgumentException(
                    "extension '%s': dial plan %s has extensions of exactly %d digits"
                            .formatted(digits, name, numberOfDigitsInExtension));
        }
        return new MailboxKey(name, digits);
    }

    public boolean isExtension(String digits) {
        return digits.length() == numberOfDigitsInExtension
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
