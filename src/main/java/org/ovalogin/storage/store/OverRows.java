package org.ovalogin.storage.store;

import java.time.Duration;
import java.util.List;
import org.ovalogin.core.administration.KeptForms;

/// One kind of rows that [Sweep] deletes once they are over.
///
/// @param key the column that names a row
/// @param age the column that orders them, with an index; milliseconds since 1970
/// @param kept how long a row stays after that moment
/// @param also a further condition
/// @param change the statement that deletes or clears them
record OverRows(String table, String key, String age, Duration kept, String also, String change) {
    /// Longer than any count of resets looks back.
    private static final Duration RESETS = Duration.ofDays(2);

    /// Long enough to go on with an import that was interrupted before a weekend.
    private static final Duration STAGED = Duration.ofDays(7);

    /// The failures before a delay still count for a while after it.
    private static final Duration DELAYS = Duration.ofDays(1);

    /// Nothing is left to do for the letter; the index `outbox_over` has the same condition.
    private static final String LETTER_OVER =
            """
            and (delivered_at is not null or void = 1)
            and (file is null or (with_pin = 0 and kind <> 'RESET_LINK'))\
            """;

    /// All kinds, secrets first.
    ///
    /// @param kept how long events and letters stay
    static List<OverRows> kinds(Duration kept) {
        return List.of(
                new OverRows(
                        "web_session",
                        "session_hash",
                        "shown_once_until",
                        Duration.ZERO,
                        "",
                        "update web_session set shown_once_sealed = null, shown_once_until = null"),
                gone("staged_pin", "mailbox_guid", "staged_at", STAGED, ""),
                gone("session", "token_hash", "call_ends", Duration.ZERO, ""),
                gone("web_session", "session_hash", "ends_at", KeptForms.LATE, ""),
                gone("reset_link", "link_hash", "created_at", RESETS, ""),
                gone("reset_link_decoy", "link_hash", "created_at", RESETS, ""),
                gone("outbox_decoy", "notice_id", "created_at", RESETS, ""),
                gone("history_check", "check_number", "at", RESETS, ""),
                gone("sign_in_delay", "delay_key", "not_before", DELAYS, ""),
                gone("outbox", "notice_id", "created_at", kept, LETTER_OVER),
                gone("event", "event_id", "at", kept, ""));
    }

    private static OverRows gone(String table, String key, String age, Duration kept, String also) {
        return new OverRows(table, key, age, kept, also, "delete from " + table);
    }

    /// Takes the oldest rows from `:from` on, and returns their ages. The limit stands in the text,
    /// so that a database that plans by texts knows that there are few.
    ///
    /// @param freeRows as in [Dialect#freeRows()]
    String sql(int most, String freeRows) {
        return """
        with over as materialized (
            select %2$s from %1$s where %3$s >= :from and %3$s < :before %4$s order by %3$s limit %5$s%6$s)
        %7$s where %2$s in (select %2$s from over) returning coalesce(%3$s, 0)
        """
                .formatted(table, key, age, also, Integer.toString(most), freeRows, change);
    }
}
