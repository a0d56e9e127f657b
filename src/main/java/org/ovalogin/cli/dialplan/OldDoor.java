package org.ovalogin.cli.dialplan;

import java.util.List;
import java.util.regex.Pattern;
import org.ovalogin.core.mailbox.DialPlan;

/// A step that leads into a mailbox, or asks for a PIN, other than by `ova.conf`.
///
/// @param call the part that does it, such as `VoiceMailMain(51234@default)`; without conditions,
///   which may have a PIN in them
public record OldDoor(DialplanStep step, Kind kind, String call) {
    private static final Pattern BOX_CONTEXT = Pattern.compile("@([A-Za-z0-9_.-]+)");

    /// The dial plan that ova.conf assumes.
    private static final String USUAL = "default";

    public enum Kind {
        MAIN("opens mailboxes by Asterisk's own passwords"),
        MAIN_UNASKED("opens a mailbox without any PIN"),
        AUTHENTICATE("asks for a password of voicemail.conf"),
        PLAY("plays messages without any PIN"),
        PASSWORD("reads a password of voicemail.conf"),
        PIN("asks for a PIN in the dialplan"),
        CALL_BACK("is of vm-callme, which plays messages without any PIN"),
        JUMP("jumps past the sign-in of ova.conf");

        private final String does;

        Kind(String does) {
            this.does = does;
        }
    }

    /// Its place and effect, in one line.
    public String found() {
        return "%s: %s %s".formatted(step.where(), call, kind.does);
    }

    /// The line to write instead, and its place.
    ///
    /// @param exchange a file that it generates is not the one to change
    /// @param plans those of the installation; may be empty
    public String instead(Exchange exchange, List<DialPlan> plans) {
        var dialPlan = dialPlan(plans);
        return exchange.generates(step.place())
                ? "in %s, since %s writes this file anew: [%s] exten => %s,1,%s"
                        .formatted(
                                exchange.overriding,
                                exchange.inWords(),
                                step.context(),
                                step.extension(),
                                shut(dialPlan))
                : here(dialPlan);
    }

    /// The one that callers of this door belong to: by the context of the box, where the call names
    /// one.
    private String dialPlan(List<DialPlan> plans) {
        var context = BOX_CONTEXT.matcher(call);
        var named = context.find() ? context.group(1) : "";
        return plans.stream()
                .filter(plan -> plans.size() == 1 || plan.voicemailContext().equals(named))
                .map(DialPlan::name)
                .findFirst()
                .orElse(USUAL);
    }

    private String here(String dialPlan) {
        var line = "exten => %s,%d,%s".formatted(step.extension(), step.priority(), shut(dialPlan));
        return switch (kind) {
            case MAIN, MAIN_UNASKED, AUTHENTICATE ->
                    line + " ; yes in place of no where Asterisk vouches for the caller's number";
            case PIN ->
                    line
                            + " if the PIN is a mailbox's; ova-login then asks for it, and the rest of the extension goes";
            case PASSWORD -> "take the line out: with ova-login that password opens nothing";
            case PLAY, CALL_BACK -> "take the line out, or " + line;
            case JUMP -> "Gosub(ova-login,s,1(yes)) or Gosub(ova-login,s,1(no)), from priority 1";
        };
    }

    /// The application that shuts it.
    private String shut(String dialPlan) {
        return switch (kind) {
            case PASSWORD, PLAY, CALL_BACK -> "Hangup()";
            default ->
                    "Gosub(ova-login,s,1(no%s))"
                            .formatted(dialPlan.equals(USUAL) ? "" : "," + dialPlan);
        };
    }
}
