package org.ovalogin.core.pin;

/// The whole numbers that a policy parameter allows.
public record Range(int lowest, int highest, Unit unit, Unlimited unlimited) {
    /// Whether Exchange's `Unlimited` is allowed too.
    public enum Unlimited {
        NO,
        YES,
        /// Zero is another word for it.
        ALSO_ZERO
    }

    static Range of(int lowest, int highest, Unit unit) {
        return new Range(lowest, highest, unit, Unlimited.NO);
    }

    Range orUnlimited() {
        return new Range(lowest, highest, unit, Unlimited.YES);
    }

    Range orUnlimitedAsZero() {
        return new Range(lowest, highest, unit, Unlimited.ALSO_ZERO);
    }

    public boolean mayBeUnlimited() {
        return unlimited != Unlimited.NO;
    }

    /// The lowest number that a request may hold.
    public int lowestTaken() {
        return unlimited == Unlimited.ALSO_ZERO ? 0 : lowest;
    }
}
