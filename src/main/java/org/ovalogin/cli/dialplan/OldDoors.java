package org.ovalogin.cli.dialplan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ovalogin.cli.dialplan.OldDoor.Kind;

/// Finds the ways into mailboxes that lead past `ova.conf`.
public final class OldDoors {
    private static final Set<String> OURS = Set.of("ova-login", "ova-greetings");

    /// The calls that `ova.conf` makes itself.
    private static final Set<String> OUR_CALLS =
            Set.of("VoiceMailMain(${OVA_MAILBOX},s)", "VoiceMailMain(${OVA_GREETINGS},s)");

    /// Also within `ExecIf(…?VoiceMailMain(…))`, `TryExec` and their like.
    private static final Pattern CALL =
            Pattern.compile(
                    "(?i)\\b(VoiceMailMain|VMAuthenticate|VoiceMailPlayMsg)\\b(?:\\(((?:[^()]|\\([^()]*\\))*)\\))?");

    private static final Pattern PASSWORD =
            Pattern.compile("(?i)\\bVM_INFO\\([^()]*,\\s*password\\)");
    private static final String PLAYS_TO_ANYBODY = "vm-callme";
    private static final Pattern CALL_BACK = Pattern.compile("\\b" + PLAYS_TO_ANYBODY + "\\b");
    private static final Pattern INTO_OURS =
            Pattern.compile("\\b(ova-login|ova-greetings),\\s*([^,()]+)(?:,\\s*([^,(:?)]+))?");

    /// Names of variables for PINs: `pin`, `PIN2`, `vmpin`, `FAKEPW`, `password`, `secret`.
    private static final Pattern PIN_NAME =
            Pattern.compile("(?i).*(pin|pw|pwd|pass|password|passwd|passcode|secret)[0-9_]*");

    /// Asterisk's own prompts for PINs, those of conferences left out.
    private static final Pattern PIN_PROMPT =
            Pattern.compile(
                    "(?i).*(vm-password|vm-newpassword|enter-password|agent-pass|-pin\\b).*");

    private static final String CONFERENCE = "conf-getpin";

    private OldDoors() {}

    static boolean ours(String context) {
        return OURS.contains(context);
    }

    public static List<OldDoor> in(AsteriskDialplan dialplan) {
        return dialplan.steps().stream()
                .flatMap(step -> door(step).stream())
                .filter(door -> !isShut(door.step(), dialplan))
                .toList();
    }

    private static Optional<OldDoor> door(DialplanStep step) {
        var text = step.text();
        var call = CALL.matcher(text);
        if (call.find()) return mailbox(step, call.group(1), Optional.ofNullable(call.group(2)));
        if (ours(step.context())) return Optional.empty();
        var password = PASSWORD.matcher(text);
        if (password.find()) return Optional.of(new OldDoor(step, Kind.PASSWORD, password.group()));
        if (asksForPin(step))
            return Optional.of(new OldDoor(step, Kind.PIN, step.application() + "(…)"));
        if (step.context().equals(PLAYS_TO_ANYBODY)
                && step.extension().equals("s")
                && step.priority() == 1
                && !leavesForGood(step))
            return Optional.of(new OldDoor(step, Kind.CALL_BACK, step.application() + "(…)"));
        if (CALL_BACK.matcher(step.arguments()).find())
            return Optional.of(
                    new OldDoor(step, Kind.CALL_BACK, step.application() + "(vm-callme…)"));
        return jump(step);
    }

    private static Optional<OldDoor> jump(DialplanStep step) {
        var arguments = step.arguments().replace(" ", "");
        var into = INTO_OURS.matcher(arguments);
        var target = "";
        if (into.find() && !(into.group(1).equals("ova-login") && "1".equals(into.group(3))))
            target = into.group();
        else if (arguments.contains("@ova-greetings")) target = "@ova-greetings";
        return target.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new OldDoor(
                                step, Kind.JUMP, "%s(…%s…)".formatted(step.application(), target)));
    }

    private static Optional<OldDoor> mailbox(
            DialplanStep step, String application, Optional<String> arguments) {
        var call = "%s(%s)".formatted(application, arguments.orElse(""));
        if (ours(step.context()) && OUR_CALLS.contains(call)) return Optional.empty();
        var kind =
                switch (application.toLowerCase(Locale.ROOT)) {
                    case "vmauthenticate" -> Kind.AUTHENTICATE;
                    case "voicemailplaymsg" -> Kind.PLAY;
                    default -> unasked(arguments.orElse("")) ? Kind.MAIN_UNASKED : Kind.MAIN;
                };
        return Optional.of(new OldDoor(step, kind, call));
    }

    /// Whether the options have `s`, with which VoiceMailMain asks for no password.
    private static boolean unasked(String arguments) {
        var words = arguments.split(",", -1);
        return words.length > 1 && words[1].replaceAll("\\([^()]*\\)", "").contains("s");
    }

    private static boolean asksForPin(DialplanStep step) {
        if (!step.runs("Read") && !step.runs("ReadExten")) return false;
        var words = (step.arguments() + ",").split(",", -1);
        if (words[1].contains(CONFERENCE)) return false;
        return PIN_NAME.matcher(words[0].strip()).matches()
                || PIN_PROMPT.matcher(words[1]).matches();
    }

    /// Whether the extension begins with a step that never goes on to this one, and nobody jumps
    /// into its middle. So FreePBX's own priorities stay behind an override.
    private static boolean isShut(DialplanStep step, AsteriskDialplan dialplan) {
        var first = dialplan.extension(step.context(), step.extension()).getFirst();
        if (first.priority() >= step.priority() || !leavesForGood(first)) return false;
        var extension = Pattern.quote(step.extension()) + ",(?!1\\b)";
        var fromHere = Pattern.compile("(^|[,?:])" + extension);
        var fromAfar = Pattern.compile("\\b" + Pattern.quote(step.context() + ",") + extension);
        return dialplan.steps().stream()
                .filter(
                        other ->
                                !other.context().equals(step.context())
                                        || !other.extension().equals(step.extension()))
                .noneMatch(
                        other ->
                                fromAfar.matcher(other.arguments()).find()
                                        || (other.context().equals(step.context())
                                                && fromHere.matcher(other.arguments()).find()));
    }

    private static boolean leavesForGood(DialplanStep step) {
        return step.runs("Hangup")
                || (step.runs("Gosub") && step.arguments().startsWith("ova-login,s,1"));
    }
}
