package org.ovalogin.core.bulk;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Mailboxes of a job by outcome. An outcome without mailboxes is missing.
public record JobCounts(Map<ItemOutcome, Long> of) {
    public JobCounts {
        of = Map.copyOf(of);
    }

    public static JobCounts of(List<JobItem> items) {
        return new JobCounts(
                items.stream()
                        .map(JobItem::outcome)
                        .collect(
                                Collectors.groupingBy(Function.identity(), Collectors.counting())));
    }

    public long of(ItemOutcome outcome) {
        return of.getOrDefault(outcome, 0L);
    }

    public long all() {
        return of.values().stream().mapToLong(Long::longValue).sum();
    }

    public long done() {
        return of(ItemOutcome.DONE);
    }

    public long waiting() {
        return of(ItemOutcome.WAITING);
    }

    /// Mailboxes that a start would change.
    ///
    /// @param liftsHeld administrators' and owners' locks too
    public long toChange(boolean liftsHeld) {
        return waiting() + (liftsHeld ? of(ItemOutcome.HELD) : 0);
    }

    public long skipped() {
        return of.entrySet().stream()
                .filter(entry -> entry.getKey().skipped())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
