package org.ovalogin.call.dialog;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The calls under way in this process, each recorded by its stage alone. Thread-safe.
public final class Switchboard {
    private final Set<LiveCall> calls = ConcurrentHashMap.newKeySet();
    private final CallListener listener;

    /// @param longest the longest time that a caller has been at this stage
    public record Standing(CallStage stage, int callers, Duration longest) {}

    public Switchboard(CallListener listener) {
        this.listener = listener;
    }

    /// @param patience the caller's
    LiveCall connect(Line line, Duration patience) {
        var call = new LiveCall(line, listener, patience);
        calls.add(call);
        listener.began();
        return call;
    }

    void disconnect(LiveCall call, Ending how) {
        calls.remove(call);
        listener.ended(how);
    }

    /// Every stage in order, including empty ones.
    public List<Standing> standings() {
        return Arrays.stream(CallStage.values()).map(this::standing).toList();
    }

    public Standing standing(CallStage stage) {
        var now = System.nanoTime();
        var callers = 0;
        var longest = 0L;
        for (var call : calls) {
            var since = call.since();
            if (since.stage() != stage) continue;
            callers++;
            longest = Math.max(longest, now - since.nanos());
        }
        return new Standing(stage, callers, Duration.ofNanos(longest));
    }
}
