package org.ovalogin.call.dialog;

/// Takes a call from its first moment to its hand-over. Called on the call's own virtual thread;
/// may throw [HungUp].
@FunctionalInterface
public interface CallHandler {
    void handle(Call call, Line line);
}
