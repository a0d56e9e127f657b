package org.ovalogin.storage.backup;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.administration.PinResets;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.store.Rows;
import org.ovalogin.storage.store.SqlOutbox;
import org.ovalogin.storage.store.SqlTransaction;
import org.ovalogin.storage.store.Transactions;

/// Removes everything temporary that must not come back with a backup: it may have been used,
/// revoked or sent since.
///
/// @param manifest the backup's
/// @param origin the person who restores
record AfterRestore(Manifest manifest, boolean keyTaken, Origin origin) {
    /// Calls, sessions, links and tokens, which open something; names of missing files; tries of
    /// letters that are given up; PINs of an import that was not finished; bulk jobs.
    static final Set<String> FORGOTTEN =
            Set.of(
                    "session",
                    "web_session",
                    "reset_link",
                    "reset_link_decoy",
                    "outbox_decoy",
                    "token",
                    "left_file",
                    "delayed_letter",
                    "staged_pin",
                    "bulk_item",
                    "bulk_job");

    /// The reason for giving up a letter.
    private static final String RESTORED = "Restored";

    Restore.Done clear(Database database, boolean lockAll, Instant now) {
        return new Transactions(database, InstantSource.fixed(now), _ -> {})
                .alone(
                        "restore",
                        work -> {
                            var handle = work.handle();
                            var tokens = number(handle, "select count(*) from token");
                            for (var table : FORGOTTEN) handle.execute("delete from " + table);
                            var letters = giveUpLetters(work);
                            var locked = lockAll ? lockAll(work) : 0;
                            work.events()
                                    .append(
                                            new Event(
                                                    now,
                                                    new Event.Occurrence(Event.Name.RESTORED, ""),
                                                    new Event.Target(
                                                            "",
                                                            Optional.empty(),
                                                            "backup of " + manifest.created()),
                                                    origin,
                                                    1));
                            return new Restore.Done(manifest, keyTaken, tokens, letters, locked);
                        });
    }

    /// The letters may have been sent since, and an owner with two PINs does not know which is
    /// valid. The mailboxes are marked instead.
    private int giveUpLetters(SqlTransaction work) {
        var handle = work.handle();
        var waiting =
                handle.createQuery("select * from outbox where delivered_at is null and void = 0")
                        .map((row, _) -> Rows.notice(row))
                        .list();
        handle.createUpdate(
                        """
                        update outbox set void = 1, pin_sealed = null, failed_at = :now, failure = :why
                        where delivered_at is null and void = 0
                        """)
                .bind("now", work.now().toEpochMilli())
                .bind("why", RESTORED)
                .execute();
        handle.execute("update outbox set file = null where file is not null");
        for (var notice : waiting)
            SqlOutbox.append(work, notice, Event.Name.MAIL_FAILED, RESTORED, origin);
        return waiting.size();
    }

    private int lockAll(SqlTransaction work) {
        var locked = 0;
        for (var guid : guids(work.handle(), "select mailbox_guid from mailbox")) {
            var mailbox = work.mailboxes().find(guid).orElseThrow();
            if (PinResets.lockWithoutLetter(work, mailbox, origin)) locked++;
        }
        return locked;
    }

    private static List<UUID> guids(Handle handle, String sql) {
        return handle.createQuery(sql).map((row, _) -> UUID.fromString(row.getString(1))).list();
    }

    private static int number(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(int.class).one();
    }
}
