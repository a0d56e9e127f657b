package org.ovalogin.core.mailbox;

import java.util.Collection;
import java.util.OptionalInt;

/// The numbers of digits that the extensions of a dial plan may have.
public record ExtensionLengths(int shortest, int longest) {
    /// @param extensions at least one
    public static ExtensionLengths of(Collection<String> extensions) {
        var lengths = extensions.stream().mapToInt(String::length).summaryStatistics();
        return new ExtensionLengths(lengths.getMin(), lengths.getMax());
    }

    /// All lengths from the shortest to the longest of both.
    public ExtensionLengths and(ExtensionLengths other) {
        return new ExtensionLengths(
                Math.min(shortest, other.shortest), Math.max(longest, other.longest));
    }

    /// Makes them those of a dial plan.
    public void into(DialPlan.Draft draft) {
        draft.numberOfDigitsInExtension = longest;
        draft.minNumberOfDigitsInExtension =
                differ() ? OptionalInt.of(shortest) : OptionalInt.empty();
    }

    /// Whether it is an extension of one of these lengths, of ASCII digits alone.
    public boolean fit(String extension) {
        return extension.length() >= shortest
                && extension.length() <= longest
                && extension.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// Whether there is more than one length. An entry then needs `#` or a pause to end early.
    public boolean differ() {
        return shortest < longest;
    }

    /// `5`, or `3 to 5`.
    public String inWords() {
        return differ() ? shortest + " to " + longest : String.valueOf(longest);
    }
}
