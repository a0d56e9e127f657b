package org.ovalogin.core.administration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ovalogin.core.mailbox.Mailbox;

/// A change of a policy or a dial plan that is not made yet, and the mailboxes that it would
/// concern at once. Only administrators see it, since it tells whose PIN is short.
///
/// @param mailboxes of the policy or dial plan, concerned or not
/// @param concerned in the order of [Kind]; kinds without a mailbox are missing
public record ChangePreview<T>(T before, T after, long mailboxes, Map<Kind, Concerned> concerned) {
    /// Mailboxes of a kind that are named; the others are counted.
    public static final int NAMED = 10;

    public ChangePreview {
        concerned = Collections.unmodifiableMap(concerned);
    }

    /// In the order of urgency.
    public enum Kind {
        /// Extensions that the dial plan would no longer have. They forbid the change.
        UNFIT,
        /// The next attempt would be refused for a lock, on the owner's phone or elsewhere.
        LOCKED,
        /// A lock that refuses attempts now would no longer do so.
        UNLOCKED,
        /// The PIN would lapse.
        LAPSED,
        /// A PIN that has lapsed would open again.
        REVIVED,
        TOO_SHORT,
        TOO_OLD,
        /// Voice mail would open at the owner's phone without a PIN.
        PINLESS,
        /// The owner's phone would be asked for the PIN again.
        PIN_NEEDED
    }

    /// @param total the number of mailboxes, or of extensions
    /// @param first [#NAMED] mailboxes at most
    public record Concerned(long total, List<Mailbox> first) {
        public Concerned {
            first = List.copyOf(first);
        }

        /// Mailboxes that are not named.
        public long more() {
            return total - first.size();
        }
    }

    /// Collects mailboxes by kind. For one thread.
    static final class Collector {
        private final Map<Kind, List<Mailbox>> first = new EnumMap<>(Kind.class);
        private final Map<Kind, Long> totals = new EnumMap<>(Kind.class);

        void add(Kind kind, boolean concerned, Supplier<Mailbox> mailbox) {
            if (!concerned) return;
            totals.merge(kind, 1L, Long::sum);
            var named = first.computeIfAbsent(kind, _ -> new ArrayList<>());
            if (named.size() < NAMED) named.add(mailbox.get());
        }

        long total(Kind kind) {
            return totals.getOrDefault(kind, 0L);
        }

        Map<Kind, Concerned> all() {
            var all = new EnumMap<Kind, Concerned>(Kind.class);
            totals.forEach(
                    (kind, total) ->
                            all.put(
                                    kind,
                                    new Concerned(total, first.getOrDefault(kind, List.of()))));
            return all;
        }
    }
}
