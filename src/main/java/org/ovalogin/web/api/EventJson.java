package org.ovalogin.web.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ovalogin.core.mailbox.EventEntry;

/// @param mailbox its GUID
record EventJson(
        long id,
        String at,
        String name,
        String result,
        String dialPlan,
        @Nullable String mailbox,
        String subject,
        String by,
        String from,
        int count) {

    static EventJson of(EventEntry entry) {
        var event = entry.event();
        return new EventJson(
                entry.id(),
                event.at().toString(),
                event.name().title(),
                event.result(),
                event.dialPlan(),
                event.mailbox().map(UUID::toString).orElse(null),
                event.subject(),
                event.origin().by(),
                event.origin().from(),
                event.count());
    }
}
