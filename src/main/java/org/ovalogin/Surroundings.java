package org.ovalogin;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.pin.PinHasher;
import org.ovalogin.core.pin.PinHasher.Cost;
import org.ovalogin.core.store.MailboxStore;

/// Parts that an installation takes from outside.
///
/// @param eventLog hears of every event
/// @param hasher makes the hasher of PINs and passwords; is given the cost of new hashes
/// @param store stands between the rules and the database
/// @param afterwards runs the work after a caller's answer, on the installation's own threads or
///   elsewhere
record Surroundings(
        InstantSource clock,
        Consumer<Event> eventLog,
        Function<Supplier<Cost>, PinHasher> hasher,
        UnaryOperator<MailboxStore> store,
        UnaryOperator<Executor> afterwards) {

    /// The time of day, and nothing in between.
    static Surroundings real(Consumer<Event> eventLog, Function<Supplier<Cost>, PinHasher> hasher) {
        return new Surroundings(
                InstantSource.system(),
                eventLog,
                hasher,
                UnaryOperator.identity(),
                UnaryOperator.identity());
    }
}
