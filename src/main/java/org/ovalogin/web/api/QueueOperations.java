package org.ovalogin.web.api;

import java.util.List;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.store.MailQueue;

/// `Retry-Queue`: letters waiting for another try.
final class QueueOperations {
    private final MailQueue queue;

    QueueOperations(Administration administration) {
        queue = administration.mailQueue();
    }

    /// @param letters number of letters being tried again
    record Retried(int letters) {}

    List<Operation> all() {
        return List.of(
                Operation.post(
                                "/queue/retry",
                                "retryQueue",
                                "Tries all e-mails again that wait after a failure: Retry-Queue.",
                                this::retry)
                        .needs(Right.SUPPORT)
                        .answers("Retried"));
    }

    private ApiReply retry(ApiCall call) {
        return ApiReply.of(new Retried(queue.retry(call.actor())));
    }
}
