package org.ovalogin.core.administration;

import java.time.Instant;
import java.util.OptionalInt;
import org.ovalogin.core.administration.ChangePreview.Kind;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.pin.Lockouts.Path;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.store.PinSafe;

/// Adds up the mailboxes that a change of their policy concerns. For one thread and one change.
final class PolicyEffect {
    private final PinSafe safe;
    private final PinPolicy before;
    private final PinPolicy after;
    private final Instant now;
    private final ChangePreview.Collector concerned = new ChangePreview.Collector();
    private long mailboxes;
    private long mustChange;
    private long lengthUnknown;

    PolicyEffect(PinSafe safe, PinPolicy before, PinPolicy after, Instant now) {
        this.safe = safe;
        this.before = before;
        this.after = after;
        this.now = now;
    }

    void add(Mailbox mailbox) {
        mailboxes++;
        locks(mailbox);
        pin(mailbox);
        var now = pinless(mailbox, before);
        var then = pinless(mailbox, after);
        concerned.add(Kind.PINLESS, then && !now, () -> mailbox);
        concerned.add(Kind.PIN_NEEDED, now && !then, () -> mailbox);
    }

    private void locks(Mailbox mailbox) {
        var locked = false;
        var unlocked = false;
        for (var path : Path.values()) {
            var granted = granted(mailbox, path, before);
            var still = granted(mailbox, path, after);
            locked |= granted && !still;
            unlocked |= !granted && still;
        }
        concerned.add(Kind.LOCKED, locked, () -> mailbox);
        concerned.add(Kind.UNLOCKED, unlocked && !locked, () -> mailbox);
    }

    /// A count above a lower maximum becomes a lock at the next charge, so that is asked.
    private boolean granted(Mailbox mailbox, Path path, PinPolicy policy) {
        return mailbox.lockouts().charge(path, policy, now).granted();
    }

    /// Those who must change their PIN anyway are not concerned.
    private void pin(Mailbox mailbox) {
        var pin = mailbox.pin();
        var length = safe.length(mailbox.guid(), pin.sealed());
        if (length.isEmpty()) lengthUnknown++;
        concerned.add(
                Kind.LAPSED, !pin.lapsed(before, now) && pin.lapsed(after, now), () -> mailbox);
        concerned.add(
                Kind.REVIVED, pin.lapsed(before, now) && !pin.lapsed(after, now), () -> mailbox);
        if (pin.mustChange()
                || pin.expired(before, now)
                || pin.lapsed(before, now)
                || shorter(length, before)) return;
        var isShort = shorter(length, after);
        var old = pin.expired(after, now);
        concerned.add(Kind.TOO_SHORT, isShort, () -> mailbox);
        concerned.add(Kind.TOO_OLD, old, () -> mailbox);
        if (isShort || old) mustChange++;
    }

    private static boolean shorter(OptionalInt length, PinPolicy policy) {
        return length.isPresent() && length.getAsInt() < policy.minPinLength();
    }

    private static boolean pinless(Mailbox mailbox, PinPolicy policy) {
        return mailbox.pinless() && policy.allowPinlessVoiceMailAccess();
    }

    Policies.Effect counts() {
        return new Policies.Effect(
                mailboxes,
                concerned.total(Kind.TOO_SHORT),
                concerned.total(Kind.TOO_OLD),
                mustChange,
                lengthUnknown,
                concerned.total(Kind.LOCKED));
    }

    <T> ChangePreview<T> preview(T from, T to) {
        return new ChangePreview<>(from, to, mailboxes, concerned.all());
    }
}
