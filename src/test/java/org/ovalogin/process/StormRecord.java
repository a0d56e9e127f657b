package org.ovalogin.process;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// The participants' view of a storm: their actions and the answers.
final class StormRecord {
    /// A call with its own number, which identifies its events.
    ///
    /// @param attempts keyed PINs
    /// @param refusals PINs answered with a refusal
    /// @param in the caller was let in
    record Call(
            String number, String mailbox, int attempts, boolean right, int refusals, boolean in) {}

    /// @param by a unique author's name
    /// @param answered the store confirmed it
    record Reset(String by, String mailbox, boolean answered) {}

    final AtomicInteger numbers = new AtomicInteger(700_000_000);
    final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    final Queue<Reset> resets = new ConcurrentLinkedQueue<>();

    /// Numbers of the events that a reader received as they came.
    final Set<Long> told = ConcurrentHashMap.newKeySet();

    private final Map<String, Queue<String>> pins = new ConcurrentHashMap<>();

    /// The possible PINs of a mailbox, newest last.
    Queue<String> pins(String mailbox) {
        return pins.computeIfAbsent(mailbox, _ -> new ConcurrentLinkedQueue<>());
    }

    List<Call> callsTo(String mailbox) {
        return calls.stream().filter(c -> c.mailbox().equals(mailbox)).toList();
    }
}
