package org.ovalogin.core.parameter;

/// The whole numbers that a parameter allows.
public record Range(int lowest, int highest, Unit unit, Empty empty) {
    /// Whether there may be no number.
    public enum Empty {
        REFUSED,
        /// Exchange's `Unlimited`.
        UNLIMITED,
        /// Zero is another word for it.
        UNLIMITED_AS_ZERO,
        /// The number then follows from other parameters, as the help says.
        DERIVED
    }

    public static Range of(int lowest, int highest, Unit unit) {
        return new Range(lowest, highest, unit, Empty.REFUSED);
    }

    public Range orUnlimited() {
        return new Range(lowest, highest, unit, Empty.UNLIMITED);
    }

    public Range orUnlimitedAsZero() {
        return new Range(lowest, highest, unit, Empty.UNLIMITED_AS_ZERO);
    }

    public Range orDerived() {
        return new Range(lowest, highest, unit, Empty.DERIVED);
    }

    public boolean mayBeEmpty() {
        return empty != Empty.REFUSED;
    }

    public boolean mayBeUnlimited() {
        return empty == Empty.UNLIMITED || empty == Empty.UNLIMITED_AS_ZERO;
    }

    /// The lowest number that a request may hold.
    public int lowestTaken() {
        return empty == Empty.UNLIMITED_AS_ZERO ? 0 : lowest;
    }

    /// Whether the number is in the range.
    public boolean has(int number) {
        return number >= lowest && number <= highest;
    }

    /// The numbers without the empty one, such as `4 to 24` or `1 to 999 whole days`.
    public String inWords() {
        return unit.isTime()
                ? "%d to %d whole %s".formatted(lowest, highest, unit.word())
                : "%d to %d".formatted(lowest, highest);
    }

    /// The word for no number.
    String absence() {
        return mayBeUnlimited() ? "Unlimited" : "none";
    }
}
