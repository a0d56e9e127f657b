package org.ovalogin.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
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
    private final Jdbi reader;
    private final InstantSource clock;

    public SqlOutbox(Database database, InstantSource clock) {
        this.writer = database.writer();
        this.reader = database.reader();
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
    public void delivered(UUID notice, Optional<String> file) {
        inTransaction(
                handle -> {
                    handle.createQuery(
                                    """
                                    update outbox set delivered_at = :now, pin_sealed = null, file = :file
                                    where notice_id = :id and delivered_at is null returning mailbox_guid
                                    """)
                            .bind("now", clock.millis())
                            .bind("file", file)
                            .bind("id", notice.toString())
                            .mapTo(String.class)
                            .findOne()
                            .ifPresent(guid -> append(handle, guid, Event.Name.MAIL_SENT, ""));
                    return true;
                });
    }

    @Override
    public void postponed(UUID notice, Instant next) {
        inTransaction(
                handle ->
                        handle.createUpdate(
                                        "update outbox set claimed_until = :next where notice_id = :id and delivered_at is null and void = 0")
                                .bind("next", next.toEpochMilli())
                                .bind("id", notice.toString())
                                .execute());
    }

    /// One that has become void meanwhile is no failure: a newer PIN is on its way.
    @Override
    public void failed(UUID notice, String why) {
        inTransaction(
                handle -> {
                    handle.createQuery(
                                    """
                                    update outbox set void = 1, pin_sealed = null, failed_at = :now, failure = :why
                                    where notice_id = :id and delivered_at is null and void = 0 returning mailbox_guid
                                    """)
                            .bind("now", clock.millis())
                            .bind("why", why)
                            .bind("id", notice.toString())
                            .mapTo(String.class)
                            .findOne()
                            .ifPresent(guid -> append(handle, guid, Event.Name.MAIL_FAILED, why));
                    return true;
                });
    }

    private void append(Handle handle, String guid, Event.Name name, String result) {
        var now = clock.instant();
        var work = new SqlWork(handle, now);
        work.mailbox(UUID.fromString(guid))
                .ifPresent(
                        m ->
                                work.append(
                                        new Event(
                                                now,
                                                name,
                                                result,
                                                m.dialPlan().name(),
                                                Optional.of(m.guid()),
                                                Origin.SYSTEM,
                                                1)));
    }

    @Override
    public List<String> filesToDelete() {
        // Asked every second, so not of the writer; the query finds the few that may be meant.
        return SqlMailboxStore.inTransaction(
                reader,
                "look into the outbox",
                handle ->
                        handle
                                .createQuery(
                                        """
                                        select o.* from outbox o join mailbox m on m.mailbox_guid = o.mailbox_guid
                                            join mailbox_policy p on p.policy_guid = m.policy_guid
                                        where o.file is not null and o.with_pin = 1
                                            and (o.delivered_at is not null or o.claimed_until < :now)
                                            and (m.pin_version <> o.pin_version
                                                or m.pin_set_at + p.temporary_pin_hours * 3600000 <= :now)
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

    private <T> T inTransaction(Function<Handle, T> work) {
        return SqlMailboxStore.inTransaction(writer, "change of the outbox", work);
    }
}
