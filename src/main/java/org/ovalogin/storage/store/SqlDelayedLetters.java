package org.ovalogin.storage.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.mailbox.MailDelay;
import org.ovalogin.core.mailbox.PinLetter;
import org.ovalogin.core.mailbox.PinLetter.Fate;
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

    static List<PinLetter> withPin(Handle handle, UUID mailbox, long pinVersion) {
        return handle.createQuery(
                        """
                        select o.recipient, o.delivered_at, o.file, o.failed_at, o.failure, d.first_try, d.next_try, d.said
                        from outbox o left join delayed_letter d on d.notice_id = o.notice_id
                        where o.mailbox_guid = :guid and o.with_pin = 1 and o.pin_version = :version
                            and (o.void = 0 or o.failed_at is not null)
                        order by o.recipient, o.created_at
                        """)
                .bind("guid", mailbox.toString())
                .bind("version", pinVersion)
                .map((row, _) -> new PinLetter(row.getString("recipient"), fate(row)))
                .list();
    }

    private static Fate fate(ResultSet row) throws SQLException {
        var delivered = row.getLong("delivered_at");
        if (!row.wasNull())
            return new Fate.Delivered(
                    Instant.ofEpochMilli(delivered), row.getString("file") != null);
        var _ = row.getLong("failed_at");
        if (!row.wasNull()) return new Fate.GivenUp(Rows.mailFailure(row));
        return new Fate.Waiting(
                row.getString("said") == null ? Optional.empty() : Optional.of(delay(row)));
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
