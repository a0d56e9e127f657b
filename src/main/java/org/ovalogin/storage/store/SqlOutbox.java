package org.ovalogin.storage.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.account.Milestone;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.Notice.Addressee;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.store.Outbox;
import org.ovalogin.storage.database.Database;

/// The outbox in an SQL database. Thread-safe, and safe beside other processes on the same
/// database.
public final class SqlOutbox implements Outbox {
    private static final String CHANGE = "change of the outbox";

    private final Transactions transactions;
    private final String freeRows;

    private final LetterFiles files;

    /// An outbox that passes its events to nobody.
    public SqlOutbox(Database database, InstantSource clock) {
        this(database, clock, _ -> {}, "");
    }

    /// @param events as in [SqlMailboxStore]
    /// @param folder names the folder of this server's files; empty: there is only one
    public SqlOutbox(
            Database database, InstantSource clock, Consumer<Event> events, String folder) {
        this.transactions = new Transactions(database, clock, events);
        this.freeRows = database.dialect().freeRows();
        this.files = new LetterFiles(folder.isEmpty() ? "" : folder + "/");
    }

    @Override
    public List<Letter> claim(int most, Duration lease) {
        // Asked every second and mostly in vain, so only a due letter troubles the writer.
        if (!transactions.read("look into the outbox", SqlOutbox::waits)) return List.of();
        var claimed = transactions.aside(CHANGE, (handle, now) -> claim(handle, now, most, lease));
        // The mailboxes are read afterwards: locking them would hold up their owners.
        return transactions.read(
                "look into the outbox",
                view -> claimed.stream().flatMap(n -> letter(view, n).stream()).toList());
    }

    private List<Notice> claim(Handle handle, Instant now, int most, Duration lease) {
        return handle
                .createQuery(
                        """
                        with due as materialized (
                            select notice_id from outbox where delivered_at is null and void = 0 and claimed_until < :now
                                and kind not in ('MOVED_IN', 'WELCOME_DUE')
                            order by created_at limit :most%s)
                        update outbox set claimed_until = :until where notice_id in (select notice_id from due)
                        returning *
                        """
                                .formatted(freeRows))
                .bind("until", now.plus(lease).toEpochMilli())
                .bind("now", now.toEpochMilli())
                .bind("most", most)
                .map((row, _) -> Rows.notice(row))
                .list()
                .stream()
                // a database returns changed rows in the order it likes
                .sorted(Comparator.comparing(Notice::createdAt))
                .peek(notice -> files.comesToLieHere(handle, notice))
                .toList();
    }

    private static Optional<Letter> letter(SqlSnapshot view, Notice notice) {
        return switch (notice.to()) {
            case Addressee.Owner(var mailbox) ->
                    view.mailboxes().find(mailbox).map(m -> new Letter(notice, m));
            case Addressee.Administrator _ -> Optional.of(new Letter(notice, Optional.empty()));
        };
    }

    private static boolean waits(SqlSnapshot view) {
        return view.handle()
                .createQuery(
                        """
                        select 1 from outbox where delivered_at is null and void = 0 and claimed_until < :now
                            and kind not in ('MOVED_IN', 'WELCOME_DUE') limit 1
                        """)
                .bind("now", view.now().toEpochMilli())
                .mapTo(int.class)
                .findOne()
                .isPresent();
    }

    @Override
    public Waiting waiting() {
        return transactions.read(
                "look into the outbox",
                view ->
                        view.handle()
                                .createQuery(
                                        """
                                        select count(*) as letters, coalesce(min(case when kind in ('MOVED_IN', 'WELCOME_DUE') then null else created_at end), -1) as oldest
                                        from outbox where delivered_at is null and void = 0
                                            and (kind not in ('MOVED_IN', 'WELCOME_DUE') or claimed_until <= :now)
                                        """)
                                .bind("now", view.now().toEpochMilli())
                                .map(
                                        (row, _) ->
                                                waiting(
                                                        row.getLong("letters"),
                                                        row.getLong("oldest")))
                                .one());
    }

    private static Waiting waiting(long letters, long oldest) {
        return new Waiting(
                letters, oldest < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(oldest)));
    }

    @Override
    public void delivered(UUID notice, Optional<String> file) {
        close(
                notice,
                Event.Name.MAIL_SENT,
                "",
                (handle, now) -> {
                    if (file.isEmpty()) SqlMilestones.reach(handle, Milestone.FIRST_EMAIL, now);
                    return handle.createQuery(
                                    """
                                    update outbox set delivered_at = :now, pin_sealed = null, file = :file
                                    where notice_id = :id and delivered_at is null returning *
                                    """)
                            .bind("now", now.toEpochMilli())
                            .bind("file", file.map(files::here))
                            .bind("id", notice.toString())
                            .map((row, _) -> Rows.notice(row))
                            .findOne();
                });
    }

    @Override
    public Instant now() {
        return transactions.read("look at the clock", SqlSnapshot::now);
    }

    @Override
    public Optional<Instant> firstTry(UUID notice) {
        return transactions.read(
                "look into the outbox", view -> SqlDelayedLetters.firstTry(view.handle(), notice));
    }

    @Override
    public void postponed(UUID notice, Instant next, String why) {
        change((handle, now) -> SqlDelayedLetters.postpone(handle, now, notice, next, why));
    }

    /// A notice that has become void meanwhile is no failure: a newer PIN is on its way.
    @Override
    public void failed(UUID notice, String why) {
        close(
                notice,
                Event.Name.MAIL_FAILED,
                why,
                (handle, now) ->
                        handle.createQuery(
                                        """
                                        update outbox set void = 1, pin_sealed = null, failed_at = :now, failure = :why
                                        where notice_id = :id and delivered_at is null and void = 0 returning *
                                        """)
                                .bind("now", now.toEpochMilli())
                                .bind("why", why)
                                .bind("id", notice.toString())
                                .map((row, _) -> Rows.notice(row))
                                .findOne());
    }

    /// Locks the owner's mailbox before the letter, as every transaction does that changes both.
    ///
    /// @param change returns the notice where it changed it
    private void close(
            UUID id, Event.Name name, String why, Transactions.Aside<Optional<Notice>> change) {
        transactions.write(
                CHANGE,
                work -> {
                    var owner = owner(work.beside(), id);
                    owner.ifPresent(work.mailboxes()::find);
                    change.make(work.beside(), work.now())
                            .ifPresent(n -> append(work, n, name, why, Origin.SYSTEM));
                    return true;
                });
    }

    private static Optional<UUID> owner(Handle handle, UUID notice) {
        return handle.createQuery(
                        "select mailbox_guid from outbox where notice_id = :id and mailbox_guid is not null")
                .bind("id", notice.toString())
                .mapTo(String.class)
                .findOne()
                .map(UUID::fromString);
    }

    /// Records what became of a notice.
    public static void append(
            SqlTransaction work, Notice notice, Event.Name name, String result, Origin origin) {
        var now = work.now();
        switch (notice.to()) {
            case Addressee.Owner(var mailbox) ->
                    work.mailboxes()
                            .find(mailbox)
                            .ifPresent(
                                    m ->
                                            work.events()
                                                    .append(
                                                            Event.of(
                                                                    now, name, result, m, origin)));
            case Addressee.Administrator(var account, _) ->
                    work.events().append(Event.about(now, name, result, "", account, origin));
        }
    }

    @Override
    public List<String> filesToDelete() {
        // Asked every second, so a reader answers.
        return transactions.read("look into the outbox", files::over);
    }

    @Override
    public void deleted(String file) {
        change((handle, _) -> files.deleted(handle, file));
    }

    private void change(BiConsumer<Handle, Instant> change) {
        transactions.aside(
                CHANGE,
                (handle, now) -> {
                    change.accept(handle, now);
                    return true;
                });
    }
}
