package org.ovalogin.core.mailbox;

import static org.ovalogin.core.parameter.UmParameter.About.named;
import static org.ovalogin.core.parameter.UmParameter.About.since;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.mailbox.DialPlan.Draft;
import org.ovalogin.core.parameter.ParameterGroup;
import org.ovalogin.core.parameter.Range;
import org.ovalogin.core.parameter.TextForm;
import org.ovalogin.core.parameter.UmList;
import org.ovalogin.core.parameter.UmNumber;
import org.ovalogin.core.parameter.UmParameter;
import org.ovalogin.core.parameter.UmText;
import org.ovalogin.core.parameter.UmZone;
import org.ovalogin.core.parameter.Unit;

/// The definitions of all dial plan parameters. Names, ranges and defaults are those of Exchange's
/// `Set-UMDialPlan`; a default is the initial value in [DialPlan.Draft].
public final class DialPlanParameters {
    private static final int MOST_NUMBERS = 20;

    private static final TextForm TELEPHONE =
            TextForm.like(
                    Pattern.compile("[0-9 +./()*#-]{1,40}"),
                    40,
                    "1 to 40 digits, spaces or + - . / ( ) * #");

    private static final TextForm DIGITS =
            TextForm.like(Pattern.compile("[0-9]{1,40}"), 40, "1 to 40 digits");

    private static final TextForm LANGUAGE =
            TextForm.like(
                    Pattern.compile("(%s)([_-].{0,13})?".formatted(languages())),
                    16,
                    Language.tags());

    /// Asterisk makes a folder of it (`app_voicemail.c`, MAX_CONTEXT 80 with the final zero).
    private static final TextForm CONTEXT =
            TextForm.like(
                    Pattern.compile("(?!\\.)(?!.*\\.\\.)[A-Za-z0-9_.-]{1,79}"),
                    79,
                    "1 to 79 letters, digits, _, - or ., with no . at the beginning and no two in a row");

    /// The name reaches `STREAM FILE`, below Asterisk's folder of sounds.
    private static final TextForm SOUND =
            TextForm.like(
                    Pattern.compile("(?!/)(?!.*//)(?!.*/$)[A-Za-z0-9_/-]{1,80}"),
                    80,
                    "1 to 80 letters, digits, _, - or /, with no / at either end and no two in a row");

    /// All parameters, in the order of answers and help.
    public static final List<UmParameter<DialPlan, Draft>> ALL =
            List.of(
                    UmNumber.count(
                            named(
                                    ParameterGroup.EXTENSIONS,
                                    "NumberOfDigitsInExtension",
                                    "extension_digits",
                                    "The most digits of an extension."),
                            Range.of(1, 20, Unit.DIGITS),
                            DialPlan::numberOfDigitsInExtension,
                            (draft, number) -> draft.numberOfDigitsInExtension = number),
                    UmNumber.limit(
                            since(
                                    ParameterGroup.EXTENSIONS,
                                    18,
                                    "MinNumberOfDigitsInExtension",
                                    "min_extension_digits",
                                    "The fewest digits of an extension; none: the same as NumberOfDigitsInExtension."),
                            Range.of(1, 20, Unit.DIGITS).orDerived(),
                            DialPlan::minNumberOfDigitsInExtension,
                            (draft, number) -> draft.minNumberOfDigitsInExtension = number),
                    UmNumber.timeLimit(
                            since(
                                    ParameterGroup.EXTENSIONS,
                                    18,
                                    "ExtensionPause",
                                    "extension_pause_seconds",
                                    "A pause of this length between two keys ends the entry of an extension; none: 3 seconds if lengths differ, otherwise 5."),
                            Range.of(1, 10, Unit.SECONDS).orDerived(),
                            DialPlan::extensionPause,
                            (draft, time) -> draft.extensionPause = time),
                    new UmList<>(
                            named(
                                    ParameterGroup.CALLS,
                                    "AccessTelephoneNumbers",
                                    "access_numbers",
                                    "Numbers to dial for voice mail; e-mails name them."),
                            MOST_NUMBERS,
                            TELEPHONE,
                            DialPlan::accessTelephoneNumbers,
                            (draft, numbers) -> draft.accessTelephoneNumbers = numbers),
                    new UmText<>(
                            named(
                                    ParameterGroup.CALLS,
                                    "OperatorExtension",
                                    "operator_extension",
                                    "Number that callers reach with 0; none: no operator."),
                            DIGITS.orNone(),
                            DialPlan::operatorExtension,
                            (draft, digits) -> draft.operatorExtension = digits),
                    UmNumber.count(
                            named(
                                    ParameterGroup.CALLS,
                                    "LogonFailuresBeforeDisconnect",
                                    "logon_failures",
                                    "This many wrong PINs end a call."),
                            Range.of(1, 20, Unit.FAILURES),
                            DialPlan::logonFailuresBeforeDisconnect,
                            (draft, number) -> draft.logonFailuresBeforeDisconnect = number),
                    UmNumber.count(
                            named(
                                    ParameterGroup.CALLS,
                                    "InputFailuresBeforeDisconnect",
                                    "input_failures",
                                    "This many empty or invalid entries in a row end a call. Silence and refused new PINs are not among them."),
                            Range.of(1, 20, Unit.FAILURES),
                            DialPlan::inputFailuresBeforeDisconnect,
                            (draft, number) -> draft.inputFailuresBeforeDisconnect = number),
                    UmNumber.count(
                            named(
                                    ParameterGroup.CALLS,
                                    "MaxCallDuration",
                                    "max_call_minutes",
                                    "A call ends after this time."),
                            Range.of(10, 120, Unit.MINUTES),
                            plan -> Math.toIntExact(plan.maxCallDuration().toMinutes()),
                            (draft, number) -> draft.maxCallDuration = Duration.ofMinutes(number)),
                    new UmText<>(
                            since(
                                    ParameterGroup.CALLS,
                                    23,
                                    "SelfServiceHint",
                                    "self_service_hint",
                                    "Asterisk's sound file that tells callers after the last wrong PIN how to get a new one; none: our own words, if self-service is on."),
                            SOUND.orNone(),
                            DialPlan::selfServiceHint,
                            (draft, file) -> draft.selfServiceHint = file),
                    UmText.of(
                            named(
                                    ParameterGroup.LANGUAGE,
                                    "DefaultLanguage",
                                    "default_language",
                                    "Spoken to callers whose request and channel name no other language; a tag such as en-US."),
                            LANGUAGE,
                            DialPlan::defaultLanguage,
                            (draft, tag) -> draft.defaultLanguage = tag),
                    new UmZone<>(
                            since(
                                    ParameterGroup.LANGUAGE,
                                    13,
                                    "TimeZone",
                                    "default_time_zone",
                                    "Zone of times in e-mails and calls, unless the mailbox has its own; none: the server's."),
                            DialPlan::timeZone,
                            draft -> draft.timeZone,
                            (draft, zone) -> draft.timeZone = zone),
                    UmText.of(
                            named(
                                    ParameterGroup.ASTERISK,
                                    "VoicemailContext",
                                    "voicemail_context",
                                    "Context of the boxes in voicemail.conf."),
                            CONTEXT,
                            DialPlan::voicemailContext,
                            (draft, context) -> draft.voicemailContext = context));

    private DialPlanParameters() {}

    /// The languages in either case, for patterns without flags. `en` covers `en-GB`.
    private static String languages() {
        return Arrays.stream(Language.values())
                .map(Language::code)
                .filter(code -> !code.contains("-"))
                .map(DialPlanParameters::inEitherCase)
                .collect(Collectors.joining("|"));
    }

    private static String inEitherCase(String code) {
        return code.chars()
                .mapToObj(
                        c -> "[" + (char) c + Character.toString(c).toUpperCase(Locale.ROOT) + "]")
                .collect(Collectors.joining());
    }
}
