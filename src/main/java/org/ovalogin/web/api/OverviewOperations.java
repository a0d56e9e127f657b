package org.ovalogin.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Concern;
import org.ovalogin.core.administration.FirstStep;
import org.ovalogin.core.administration.Overview;
import org.ovalogin.core.administration.Overviews;
import org.ovalogin.core.administration.StageCallers;
import org.ovalogin.core.mailbox.HourlyCount;
import org.ovalogin.core.signin.BudgetAlarms;
import org.ovalogin.core.signin.BudgetLevel;
import org.ovalogin.core.store.MailboxLookup.Counts;

/// The overview as JSON, and the budgets of failed sign-ins.
final class OverviewOperations {
    private static final int HOURS = 24;

    private final BudgetAlarms budgets;
    private final Overviews overviews;

    OverviewOperations(Administration administration, Overviews overviews) {
        budgets = administration.budgets();
        this.overviews = overviews;
    }

    /// @param attention the most urgent first
    /// @param firstSteps none if all are done, or if the account may do none of them
    /// @param mailboxes number by state; `all` has all of them
    record OverviewJson(
            String at,
            List<Attention> attention,
            List<StepJson> firstSteps,
            Map<String, Long> mailboxes,
            List<BudgetJson> budgets,
            @JsonUnwrapped Activity activity) {
        static OverviewJson of(Overview overview, List<FirstStep> steps) {
            return new OverviewJson(
                    overview.at().toString(),
                    overview.concerns().stream().map(Attention::of).toList(),
                    steps.stream().map(StepJson::of).toList(),
                    numbers(overview.mailboxes()),
                    overview.budgets().stream().map(BudgetJson::of).toList(),
                    Activity.of(overview));
        }

        private static Map<String, Long> numbers(Counts counts) {
            var numbers = new TreeMap<String, Long>();
            numbers.put("all", counts.all());
            counts.in().forEach((state, count) -> numbers.put(Json.word(state), count));
            return numbers;
        }
    }

    /// @param hours oldest first, without those in which nothing happened
    record Activity(List<Hour> hours, List<Calls> calls) {
        static Activity of(Overview overview) {
            return new Activity(
                    overview.hours().stream().map(Hour::of).toList(),
                    overview.calls().stream().map(Calls::of).toList());
        }
    }

    /// @see FirstStep
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record StepJson(String step, boolean done, String found, String at) {
        static StepJson of(FirstStep step) {
            return new StepJson(
                    Json.word(step.kind()),
                    step.done(),
                    Json.word(step.found()),
                    step.at().map(Instant::toString).orElse(""));
        }
    }

    /// @see Concern
    record Attention(String kind, long count, String subject, String words) {
        static Attention of(Concern concern) {
            return new Attention(
                    Json.word(concern.kind()), concern.count(), concern.subject(), concern.words());
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

    /// @param whose the line, server or dial plan; `all` for the total
    /// @param spent effect on sign-ins once nothing is left: `refused` or `delayed`
    record BudgetJson(String budget, String whose, long left, int size, String spent) {
        static BudgetJson of(BudgetLevel level) {
            var source = level.source();
            return new BudgetJson(
                    source.budget().title(),
                    source.whose(),
                    level.left(),
                    level.size(),
                    source.budget().refuses() ? "refused" : "delayed");
        }
    }

    List<Operation> all() {
        return List.of(
                Operation.get(
                                "/overview",
                                "getOverview",
                                "Matters that need attention, numbers of mailboxes, the last 24 hours, and calls to this server.",
                                this::overview)
                        .needs(Right.VIEW)
                        .answers("Overview"),
                Operation.get(
                                "/budgets",
                                "listBudgets",
                                "Budgets of failed sign-ins: Get-SignInBudget.",
                                _ -> ApiReply.of(new PageJson.All<>(budgets())))
                        .needs(Right.VIEW)
                        .answers("Budgets"),
                Operation.post(
                                "/budgets/reset",
                                "resetBudgets",
                                "Fills all budgets of failed sign-ins: Reset-SignInBudget.",
                                this::refill)
                        .needs(Right.SUPPORT)
                        .answersNothing());
    }

    private ApiReply overview(ApiCall call) {
        var steps = overviews.checklist().steps(call.actor());
        return ApiReply.of(OverviewJson.of(overviews.now(HOURS), steps));
    }

    private List<BudgetJson> budgets() {
        return overviews.budgets().stream().map(BudgetJson::of).toList();
    }

    private ApiReply refill(ApiCall call) {
        budgets.reset(call.actor());
        return ApiReply.nothing();
    }
}
