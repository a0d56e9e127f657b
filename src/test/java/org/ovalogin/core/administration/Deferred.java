package org.ovalogin.core.administration;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/// Keeps what is to be done after the answer until it is told to do it; what it is never told to do
/// is what a crash leaves undone.
public final class Deferred implements Executor {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    @Override
    public void execute(Runnable work) {
        waiting.add(work);
    }

    public void run() {
        for (var work = waiting.poll(); work != null; work = waiting.poll()) work.run();
    }

    public void crash() {
        waiting.clear();
    }

    public boolean idle() {
        return waiting.isEmpty();
    }
}
