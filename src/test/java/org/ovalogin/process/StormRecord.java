package org.ovalogin.process;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// What those in a storm know of it: what they did, and what they were answered.
final class StormRecord {
    /// A call of its own number, so that its events can be told.
    ///
    /// @param attempts PINs that were keyed
    /// @param refusals PINs that were answered with a refusal
    /// @param in the caller was let in
    record Call(
            String number, String mailbox, int attempts, boolean right, int refusals, boolean in) {}

    /// @param by in whose name; of its own
    /// @param answered the store said that it is done
    record Reset(String by, String mailbox, boolean answered) {}

    final AtomicInteger numbers = new AtomicInteger(700_000_000);
    final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    final Queue<Reset> resets = new ConcurrentLinkedQueue<>();

    /// Events that a reader was told of as they came, by their numbers.
    final Set<Long> told = ConcurrentHashMap.newKeySet();

    private final Map<String, Queue<String>> pins = new ConcurrentHashMap<>();

    /// The PINs that a mailbox may have, the newest last.
    Queue<String> pins(String mailbox) {
        return pins.computeIfAbsent(mailbox, _ -> new ConcurrentLinkedQueue<>());
    }

    List<Call> callsTo(String mailbox) {
        return calls.stream().filter(c -> c.mailbox().equals(mailbox)).toList();
    }
}
