package org.ovalogin.api;

import java.util.List;
import org.ovalogin.mailbox.Administration;
import org.ovalogin.mailbox.MailQueue;
import org.ovalogin.mailbox.Right;

/// `Retry-Queue`: letters that wait for another try.
final class QueueOperations {
    private final MailQueue queue;

    QueueOperations(Administration administration) {
        queue = administration.mailQueue();
    }

    /// @param letters that are tried again
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

    private Reply retry(Call call) {
        return Reply.of(new Retried(queue.retry(call.actor())));
    }
}
