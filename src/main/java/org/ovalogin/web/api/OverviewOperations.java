package org.ovalogin.web.api;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Concern;
import org.ovalogin.core.administration.Overview;
import org.ovalogin.core.administration.Overviews;
import org.ovalogin.core.administration.StageCallers;
import org.ovalogin.core.mailbox.HourlyCount;
import org.ovalogin.core.store.MailboxLookup.Counts;

/// The overview as JSON.
final class OverviewOperations {
    private static final int HOURS = 24;

    private final Overviews overviews;

    OverviewOperations(Overviews overviews) {
        this.overviews = overviews;
    }

    /// @param attention the most urgent first
    /// @param mailboxes number by state; `all` has all of them
    /// @param hours oldest first, without those in which nothing happened
    record OverviewJson(
            String at,
            List<Attention> attention,
            Map<String, Long> mailboxes,
            List<Hour> hours,
            List<Calls> calls) {
        static OverviewJson of(Overview overview) {
            return new OverviewJson(
                    overview.at().toString(),
                    overview.concerns().stream().map(Attention::of).toList(),
                    numbers(overview.mailboxes()),
                    overview.hours().stream().map(Hour::of).toList(),
                    overview.calls().stream().map(Calls::of).toList());
        }

        private static Map<String, Long> numbers(Counts counts) {
            var numbers = new TreeMap<String, Long>();
            numbers.put("all", counts.all());
            counts.in().forEach((state, count) -> numbers.put(Json.word(state), count));
            return numbers;
        }
    }

    /// @see Concern
    record Attention(String kind, long count, String subject, String words) {
        static Attention of(Concern concern) {
            return new Attention(
                    Json.word(concern.kind()),
                    concern.count(),
                    concern.subject(),
                    concern.words());
        }
    }

    /// @param hour its beginning
    record Hour(String hour, String name, String result, long count) {
        static Hour of(HourlyCount count) {
            return new Hour(
                    count.hour().toString(), count.name().title(), count.result(), count.count());
        }
    }

    /// @param longest seconds that a caller has been at the stage
    record Calls(String stage, int callers, long longest) {
        static Calls of(StageCallers callers) {
            return new Calls(
                    callers.stage().replace('_', '-'),
                    callers.callers(),
                    callers.longest().toSeconds());
        }
    }

    List<Operation> all() {
        return List.of(
                Operation.get(
                                "/overview",
                                "getOverview",
                                "Matters that need attention, numbers of mailboxes, the last 24 hours, and calls to this server.",
                                _ -> ApiReply.of(OverviewJson.of(overviews.now(HOURS))))
                        .needs(Right.VIEW)
                        .answers("Overview"));
    }
}
