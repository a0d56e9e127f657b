package org.ovalogin.call.dialog;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.signin.ReturnToken;

/// The log line of a call. It contains no key that was pressed. For the call's own thread.
final class CallRecord {
    private final long start;
    private @Nullable DialPlan dialPlan;
    private @Nullable Visit visit;
    private @Nullable Outcome ending;
    private Ending how = Ending.ERROR;
    private String next = "";
    private String why = "";

    /// @param start by [System#nanoTime()]
    CallRecord(long start) {
        this.start = start;
    }

    void dialPlan(DialPlan found) {
        dialPlan = found;
    }

    /// @param reason in our own words: the request comes from the network
    void refused(String reason) {
        why = " why='" + reason + "'";
    }

    void visit(Visit begun) {
        visit = begun;
    }

    Visit visit() {
        return Optional.ofNullable(visit).orElseThrow();
    }

    Optional<ReturnToken> token() {
        return Optional.ofNullable(visit).flatMap(Visit::token);
    }

    void ended(Outcome how) {
        ending = how;
    }

    /// The dialplan now knows how the call ended.
    void told() {
        if (ending == null) return;
        how = Ending.valueOf(ending.ovaResult());
        next = " next=" + ending.ovaNext();
    }

    void hungUp() {
        how = Ending.HANGUP;
    }

    Ending how() {
        return how;
    }

    /// One line; the mailbox appears by its GUID.
    @Override
    public String toString() {
        var plan = Optional.ofNullable(dialPlan).map(DialPlan::name).orElse("unknown");
        var mailbox =
                Optional.ofNullable(visit)
                        .flatMap(Visit::mailbox)
                        .map(UUID::toString)
                        .orElse("unknown");
        var took = Duration.ofNanos(System.nanoTime() - start);
        return "call dialplan=%s mailbox=%s outcome=%s%s seconds=%d.%d%s"
                .formatted(
                        plan, mailbox, how, next, took.toSeconds(), took.toMillisPart() / 100, why);
    }
}
