package org.ovalogin.core.moving;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ovalogin.core.input.Blanks;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.mailbox.MailboxKey;

/// A box whose place is known, or the reason why it has none.
///
/// @param extensions digits only; the first is the primary one
/// @param leftOut the reason
record Candidate(Box box, String dialPlan, List<String> extensions, Optional<String> leftOut) {
    /// A name that a new dial plan may have.
    private static final Pattern DIAL_PLAN = Pattern.compile("[A-Za-z0-9_-]{1,49}");

    private static final Pattern EXTENSION = Pattern.compile("[0-9]{1,20}");

    /// A mailbox may have no more.
    private static final int MOST_EXTENSIONS = 20;

    static Candidate of(Box box, ImportRules rules) {
        var numbers = box.numbers().stream().map(Blanks::trimmed).toList();
        var dialPlan = rules.dialPlan().orElse(box.context());
        var extensions =
                numbers.stream()
                        .filter(n -> EXTENSION.matcher(n).matches())
                        .distinct()
                        .limit(MOST_EXTENSIONS)
                        .toList();
        return new Candidate(box, dialPlan, extensions, fault(box, dialPlan, numbers));
    }

    private static Optional<String> fault(Box box, String dialPlan, List<String> numbers) {
        if (box.remarks().contains(BoxRemark.OVERRIDDEN))
            return Optional.of(BoxRemark.OVERRIDDEN.text());
        if (numbers.isEmpty() || !EXTENSION.matcher(numbers.getFirst()).matches())
            return Optional.of(
                    value(
                            "mailbox",
                            numbers.isEmpty() ? "" : numbers.getFirst(),
                            "1 to 20 digits"));
        return DIAL_PLAN.matcher(dialPlan).matches()
                ? Optional.empty()
                : Optional.of(
                        value(
                                "dial plan",
                                dialPlan,
                                "1 to 49 letters, digits, _ or -; --dialplan names one"));
    }

    private static String value(String what, String found, String allowed) {
        return what + " " + new Finding("", Fault.VALUE, "'" + found + "'", allowed).message();
    }

    MailboxKey place() {
        return new MailboxKey(dialPlan, extensions.getFirst());
    }

    Candidate without(String reason) {
        return new Candidate(box, dialPlan, extensions, Optional.of(reason));
    }

    Candidate in(String existing) {
        return new Candidate(box, existing, extensions, leftOut);
    }
}
