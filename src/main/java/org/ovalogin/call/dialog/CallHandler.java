package org.ovalogin.call.dialog;

/// Handles a call from its first moment to its hand-over. Runs on the call's own virtual thread;
/// may throw [HungUp].
@FunctionalInterface
public interface CallHandler {
    void handle(Call call, Line line);
}
