package org.ovalogin.core.mailbox;

/// The numbers of digits that the extensions of a dial plan may have.
public record ExtensionLengths(int shortest, int longest) {
    /// Whether the texts of this length, of ASCII digits alone, are extensions.
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
