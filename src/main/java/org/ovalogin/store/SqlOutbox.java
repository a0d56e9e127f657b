package org.ovalogin.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.ovalogin.mailbox.Event;
import org.ovalogin.mailbox.Letter;
import org.ovalogin.mailbox.Notice;
import org.ovalogin.mailbox.Origin;
import org.ovalogin.mailbox.Outbox;

/// The outbox in an SQL database. Thread-safe, and safe beside other processes on the same
/// database.
public final class SqlOutbox implements Outbox {
    private final Jdbi writer;
    private final InstantSource clock;

    public SqlOutbox(Database database, InstantSource clock) {
        this.writer = database.writer();
        this.clock = clock;
    }

    private record OpenFile(Notice notice, String file) {}

    @Override
    public List<Letter> claim(int most, Duration lease) {
        return inTransaction(
                handle ->
                        handle
                                .createQuery(
                                        """
                                        update outbox set claimed_until = :until where notice_id in (
                                            select notice_id from outbox where delivered_at is null and void = 0 and claimed_until < :now
                                            order by created_at limit :most)
                                        returning *
                                        """)
                                .bind("until", clock.instant().plus(lease).toEpochMilli())
                                .bind("now", clock.millis())
                                .bind("most", most)
                                .map((row, _) -> Rows.notice(row))
                                .list()
                                .stream()
                                // a database returns changed rows in the order it likes
                                .sorted(Comparator.comparing(Notice::createdAt))
                                .flatMap(
                                        notice ->
                                                view(handle).mailbox(notice.mailbox()).stream()
                                                        .map(m -> new Letter(notice, m)))
                                .toList());
    }

    @Override
    public void delivered(UUID notice, String file) {
        inTransaction(
                handle -> {
                    var work = new SqlWork(handle, clock.instant());
                    var mailbox =
                            handle.createQuery(
                                            """
                                            update outbox set delivered_at = :now, pin_sealed = null, file = :file
                                            where notice_id = :id and delivered_at is null returning mailbox_guid
                                            """)
                                    .bind("now", clock.millis())
                                    .bind("file", file)
                                    .bind("id", notice.toString())
                                    .mapTo(String.class)
                                    .findOne();
                    mailbox.flatMap(guid -> work.mailbox(UUID.fromString(guid)))
                            .ifPresent(
                                    m ->
                                            work.append(
                                                    new Event(
                                                            clock.instant(),
                                                            Event.Name.MAIL_SENT,
                                                            "",
                                                            m.dialPlan().name(),
                                                            Optional.of(m.guid()),
                                                            Origin.SYSTEM,
                                                            1)));
                    return true;
                });
    }

    @Override
    public List<String> filesToDelete() {
        return inTransaction(
                handle ->
                        handle
                                .createQuery(
                                        """
                                        select * from outbox where file is not null and with_pin = 1
                                            and (delivered_at is not null or claimed_until < :now)
                                        """)
                                .bind("now", clock.millis())
                                .map(
                                        (row, _) ->
                                                new OpenFile(
                                                        Rows.notice(row), row.getString("file")))
                                .list()
                                .stream()
                                .filter(open -> over(handle, open.notice()))
                                .map(OpenFile::file)
                                .toList());
    }

    /// The PIN of this notice has been changed or replaced, or it has lapsed.
    private boolean over(Handle handle, Notice notice) {
        return view(handle)
                .mailbox(notice.mailbox())
                .filter(m -> m.pin().version() == notice.pinVersion() && !m.lapsed(clock.instant()))
                .isEmpty();
    }

    @Override
    public void deleted(String file) {
        inTransaction(
                handle ->
                        handle.createUpdate("update outbox set file = null where file = :file")
                                .bind("file", file)
                                .execute());
    }

    private SqlView view(Handle handle) {
        return new SqlView(handle, clock.instant());
    }

    private <T> T inTransaction(java.util.function.Function<Handle, T> work) {
        return SqlMailboxStore.inTransaction(writer, "change of the outbox", work);
    }
}
