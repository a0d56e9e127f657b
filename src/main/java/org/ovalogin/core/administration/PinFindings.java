package org.ovalogin.core.administration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.input.TextChecks;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.pin.PinCheck;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.pin.PinRule;
import org.ovalogin.core.pin.PinRules;

/// Checks a PIN typed by an administrator. Names every broken rule, never the PIN itself.
final class PinFindings {
    private static final String FIELD = "Pin";

    private PinFindings() {}

    /// @throws NotDone naming every broken rule except history
    static Pin checked(String typed, PinPolicy policy, Collection<String> extensions) {
        if (!typed.chars().allMatch(c -> c >= '0' && c <= '9'))
            throw new NotDone(FIELD, Fault.NOT_DIGITS, "", "");
        return switch (PinRules.check(typed, policy, extensions)) {
            case PinCheck.Allowed(var pin) -> pin;
            case PinCheck.Refused(var rules) ->
                    throw new NotDone(rules.stream().map(PinFindings::finding).toList(), "");
        };
    }

    /// All faults of a new mailbox's PIN.
    static List<Finding> of(Enabling wanted, MailboxPolicy policy) {
        var typed = wanted.firstPin().typed();
        var findings =
                new ArrayList<>(
                        ofTyped(policy, typed.isPresent(), !wanted.firstPin().mustChange()));
        if (typed.isEmpty() || !findings.isEmpty()) return findings;
        try (var _ = checked(typed.get(), policy.pin(), wanted.place().extensions())) {
            return findings;
        } catch (NotDone e) {
            return e.findings();
        }
    }

    /// The PINs that `AllowTypedPIN` forbids administrators: typed ones, and ones that need not be
    /// changed. Imported PINs are exempt, since their owners chose them.
    ///
    /// @param given a PIN was typed
    /// @param stays it need not be changed at first sign-in
    /// @throws NotDone naming both if both are refused
    static void refuseTyped(MailboxPolicy policy, boolean given, boolean stays) {
        TextChecks.refuse(ofTyped(policy, given, stays));
    }

    private static List<Finding> ofTyped(MailboxPolicy policy, boolean given, boolean stays) {
        if (policy.pin().allowTypedPin()) return List.of();
        var findings = new ArrayList<Finding>();
        if (given) findings.add(new Finding(FIELD, Fault.PIN_NOT_TYPED, policy.name(), ""));
        if (stays)
            findings.add(new Finding("PinExpired", Fault.PIN_TO_BE_CHANGED, policy.name(), ""));
        return findings;
    }

    /// @throws NotDone if policy or extensions have changed since the PIN was checked or generated,
    ///   and no longer allow it
    static void stillGood(Pin pin, PinPolicy policy, Collection<String> extensions) {
        if (!PinRules.broken(pin, policy, extensions).isEmpty())
            throw new NotDone("", Fault.MAILBOX_CHANGED, "", "");
    }

    static Finding finding(PinRule rule) {
        return switch (rule) {
            case PinRule.TooShort(var minimum) -> of(Fault.PIN_TOO_SHORT, String.valueOf(minimum));
            case PinRule.TooLong(var maximum) -> of(Fault.PIN_TOO_LONG, String.valueOf(maximum));
            case PinRule.Sequential _ -> of(Fault.PIN_SEQUENTIAL, "");
            case PinRule.Repeated _ -> of(Fault.PIN_REPEATED, "");
            case PinRule.ContainsExtension _ -> of(Fault.PIN_CONTAINS_EXTENSION, "");
            case PinRule.Common _ -> of(Fault.PIN_COMMON, "");
            case PinRule.UsedBefore _ -> of(Fault.PIN_USED_BEFORE, "");
        };
    }

    static List<Finding> usedBefore() {
        return List.of(finding(new PinRule.UsedBefore()));
    }

    private static Finding of(Fault fault, String allowed) {
        return new Finding(FIELD, fault, "", allowed);
    }
}
