package org.ovalogin.storage.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.mailbox.MailDelay;
import org.ovalogin.core.store.MailQueue;

/// Letters that wait for another try. The handle is that of the caller's transaction.
final class SqlDelayedLetters {
    /// Leaves out letters that were delivered or given up meanwhile.
    private static final String DELAYED =
            """
            from delayed_letter d join outbox o on o.notice_id = d.notice_id
            where o.delivered_at is null and o.void = 0\
            """;

    private SqlDelayedLetters() {}

    static Optional<Instant> firstTry(Handle handle, UUID notice) {
        return handle.createQuery("select first_try from delayed_letter where notice_id = :id")
                .bind("id", notice.toString())
                .mapTo(long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }

    static void postpone(Handle handle, Instant now, UUID notice, Instant next, String why) {
        var waits =
                handle.createUpdate(
                                "update outbox set claimed_until = :next where notice_id = :id and delivered_at is null and void = 0")
                        .bind("next", next.toEpochMilli())
                        .bind("id", notice.toString())
                        .execute();
        if (waits == 0) return;
        handle.createUpdate(
                        """
                        insert into delayed_letter (notice_id, first_try, last_try, next_try, said)
                        values (:id, :now, :now, :next, :why)
                        on conflict (notice_id) do update
                            set last_try = excluded.last_try, next_try = excluded.next_try, said = excluded.said
                        """)
                .bind("id", notice.toString())
                .bind("now", now.toEpochMilli())
                .bind("next", next.toEpochMilli())
                .bind("why", why)
                .execute();
    }

    /// The mailbox's latest one.
    static Optional<MailDelay> of(Handle handle, UUID mailbox) {
        return handle.createQuery(
                        "select d.first_try, d.next_try, d.said "
                                + DELAYED
                                + " and o.mailbox_guid = :guid order by d.last_try desc limit 1")
                .bind("guid", mailbox.toString())
                .map((row, _) -> delay(row))
                .findOne();
    }

    /// Empty: none waits.
    static Optional<MailQueue.Delayed> all(Handle handle) {
        var letters = handle.createQuery("select count(*) " + DELAYED).mapTo(long.class).one();
        return handle.createQuery(
                        "select d.first_try, d.next_try, d.said "
                                + DELAYED
                                + " order by d.last_try desc limit 1")
                .map((row, _) -> delay(row))
                .findOne()
                .map(latest -> new MailQueue.Delayed(letters, latest));
    }

    /// Makes all letters due that no server has in hand.
    ///
    /// @return how many
    static int retry(Handle handle) {
        return handle.createUpdate(
                        """
                        update outbox set claimed_until = 0 where delivered_at is null and void = 0 and exists (
                            select 1 from delayed_letter d where d.notice_id = outbox.notice_id and d.next_try = outbox.claimed_until)
                        """)
                .execute();
    }

    private static MailDelay delay(ResultSet row) throws SQLException {
        return new MailDelay(
                Instant.ofEpochMilli(row.getLong("first_try")),
                Instant.ofEpochMilli(row.getLong("next_try")),
                row.getString("said"));
    }
}
