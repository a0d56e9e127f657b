package org.ovalogin.notify.journal;

import java.util.Objects;
import java.util.function.Consumer;
import org.ovalogin.core.mailbox.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Writes each event to the log as a JSON object for other programs. Thread-safe.
public final class EventLog implements Consumer<Event> {
    /// Not a class name: `logback.xml` sets the format of these lines by this name.
    private static final Logger log = LoggerFactory.getLogger("org.ovalogin.events");

    @Override
    public void accept(Event event) {
        var call = Objects.requireNonNullElse(MDC.get("call"), "");
        if (log.isInfoEnabled()) log.info("{}", EventLine.of(event, call));
    }
}
