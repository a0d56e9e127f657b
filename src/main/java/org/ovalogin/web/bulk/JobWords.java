package org.ovalogin.web.bulk;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.BulkJobs.Progress;
import org.ovalogin.core.bulk.BulkJob;
import org.ovalogin.core.bulk.BulkWork;
import org.ovalogin.core.bulk.ItemOutcome;
import org.ovalogin.core.bulk.JobCounts;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.web.frame.PageTexts;

/// Bulk jobs in words of the page's language.
///
/// @param policies names the policy of a job
public record JobWords(PageTexts texts, Administration policies) {
    /// A number of mailboxes with one outcome, and the page with these alone.
    public record Part(ItemOutcome outcome, long number, String text) {}

    /// For example `Unlock`; with the policy or language if there is one.
    public String title(BulkJob job) {
        var work = work(job.work());
        return job.work().hasTarget() ? texts.text("job.to", work, target(job)) : work;
    }

    public String work(BulkWork work) {
        return texts.text("job.work." + work.code());
    }

    private String target(BulkJob job) {
        var target = job.order().target();
        if (job.work() == BulkWork.POLICY) return policy(target);
        if (target.isEmpty()) return texts.text("language.phone");
        return Language.of(target)
                .map(l -> l.locale().getDisplayName(texts.language().locale()))
                .orElse(target);
    }

    private String policy(String guid) {
        try {
            return policies.policies().find(guid).name();
        } catch (NotDone _) {
            return guid; // removed since
        }
    }

    public String outcome(ItemOutcome outcome) {
        return texts.text("job.outcome." + outcome.code());
    }

    public String state(BulkJob job) {
        return texts.text("job.state." + job.state().code());
    }

    /// The numbers of all outcomes that occur, most important first.
    public List<Part> parts(JobCounts counts) {
        return Arrays.stream(ItemOutcome.values())
                .filter(outcome -> counts.of(outcome) > 0)
                .map(outcome -> new Part(outcome, counts.of(outcome), outcome(outcome)))
                .toList();
    }

    /// The author's name.
    public static String author(BulkJob job) {
        return job.author().name().replaceFirst("^account ", "");
    }

    /// How far it is, in mailboxes decided.
    public static long decided(Progress progress) {
        return progress.counts().all() - progress.counts().waiting();
    }

    static Optional<ItemOutcome> outcome(Optional<String> code) {
        return code.flatMap(ItemOutcome::of);
    }
}
