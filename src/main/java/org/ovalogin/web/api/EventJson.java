package org.ovalogin.web.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ovalogin.core.mailbox.EventEntry;
import org.ovalogin.core.mailbox.FieldChange;

/// @param mailbox its GUID
/// @param changes of an administrator to the object
public record EventJson(
        long id,
        String at,
        String name,
        String result,
        String dialPlan,
        @Nullable String mailbox,
        String subject,
        String by,
        String from,
        int count,
        List<FieldChange> changes) {

    /// One line of JSON, without its end.
    public static String line(EventEntry entry) {
        return new String(Json.bytes(of(entry)), StandardCharsets.UTF_8);
    }

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
                event.count(),
                event.changes().all());
    }
}
