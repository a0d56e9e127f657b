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
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.administration.SelfService;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.Notice.Addressee;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.Outbox;
import org.ovalogin.storage.database.Database;

/// The outbox in an SQL database. Thread-safe, and safe beside other processes on the same
/// database.
public final class SqlOutbox implements Outbox {
    private static final String CHANGE = "change of the outbox";

    private final Transactions transactions;
    private final String freeRows;

    /// Before the names of files that lie in this server's folder, where others have theirs.
    private final String place;

    /// An outbox whose events nobody else hears of.
    public SqlOutbox(Database database, InstantSource clock) {
        this(database, clock, _ -> {}, "");
    }

    /// @param events as in [SqlMailboxStore]
    /// @param folder names the folder in which this server's files lie; empty: there is but one
    public SqlOutbox(
            Database database, InstantSource clock, Consumer<Event> events, String folder) {
        this.transactions = new Transactions(database, clock, events);
        this.freeRows = database.dialect().freeRows();
        this.place = folder.isEmpty() ? "" : folder + "/";
    }

    private record OpenFile(Notice notice, String file) {}

    @Override
    public List<Letter> claim(int most, Duration lease) {
        // Asked every second and mostly in vain, so the writer is left alone until there is some.
        if (!transactions.read("look into the outbox", SqlOutbox::waits)) return List.of();
        var claimed = transactions.aside(CHANGE, (handle, now) -> claim(handle, now, most, lease));
        // Their mailboxes afterwards: to have them locked would hold up their owners.
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
                .peek(notice -> comesToLieHere(handle, notice))
                .toList();
    }

    private static Optional<Letter> letter(SqlSnapshot view, Notice notice) {
        return switch (notice.to()) {
            case Addressee.Owner(var mailbox) ->
                    view.mailboxes().find(mailbox).map(m -> new Letter(notice, m));
            case Addressee.Administrator _ -> Optional.of(new Letter(notice, Optional.empty()));
        };
    }

    private void comesToLieHere(Handle handle, Notice notice) {
        if (place.isEmpty()) return;
        handle.createUpdate("update outbox set file = :file where notice_id = :id")
                .bind("file", place + notice.file())
                .bind("id", notice.id().toString())
                .execute();
    }

    private static boolean waits(SqlSnapshot view) {
        return view.handle()
                .createQuery(
                        "select 1 from outbox where delivered_at is null and void = 0 and claimed_until < :now limit 1")
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
                                        select count(*) as letters, coalesce(min(created_at), -1) as oldest
                                        from outbox where delivered_at is null and void = 0
                                        """)
                                .map(
                                        (row, _) ->
                                                waiting(
                                                        row.getLong("letters"),
                                                        row.getLong("oldest")))
                                .one());
    }

    private static Waiting waiting(long letters, long oldest) {
        return new Waiting(
                letters,
                letters == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(oldest)));
    }

    @Override
    public void delivered(UUID notice, Optional<String> file) {
        close(
                notice,
                Event.Name.MAIL_SENT,
                "",
                (handle, now) ->
                        handle.createQuery(
                                        """
                                        update outbox set delivered_at = :now, pin_sealed = null, file = :file
                                        where notice_id = :id and delivered_at is null returning *
                                        """)
                                .bind("now", now.toEpochMilli())
                                .bind("file", file.map(place::concat))
                                .bind("id", notice.toString())
                                .map((row, _) -> Rows.notice(row))
                                .findOne());
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

    /// One that has become void meanwhile is no failure: a newer PIN is on its way.
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

    /// Locks the owner's mailbox before the letter, as everybody does who changes both.
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

    /// What became of a notice.
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
        // Asked every second, so not of the writer.
        return transactions.read(
                "look into the outbox",
                view ->
                        Stream.concat(filesOver(view), filesLeft(view))
                                // one without a folder has never been claimed, so lies nowhere
                                .filter(file -> file.startsWith(place) || !file.contains("/"))
                                .map(
                                        file ->
                                                file.startsWith(place)
                                                        ? file.substring(place.length())
                                                        : file)
                                .toList());
    }

    /// The query finds the few that may be meant.
    private static Stream<String> filesOver(SqlSnapshot view) {
        return view
                .handle()
                .createQuery(
                        """
                        select o.* from outbox o join mailbox m on m.mailbox_guid = o.mailbox_guid
                            join mailbox_policy p on p.policy_guid = m.policy_guid
                        where o.file is not null and (o.with_pin = 1 or o.kind = 'RESET_LINK')
                            and (o.delivered_at is not null or o.claimed_until < :now)
                            and (m.pin_version <> o.pin_version or o.kind = 'RESET_LINK'
                                or m.pin_set_at + cast(p.temporary_pin_hours as bigint) * 3600000 <= :now)
                        """)
                .bind("now", view.now().toEpochMilli())
                .map((row, _) -> new OpenFile(Rows.notice(row), row.getString("file")))
                .list()
                .stream()
                .filter(open -> over(view, open.notice()))
                .map(OpenFile::file);
    }

    /// The PIN of this notice has been changed or replaced, or it has lapsed; or its link is over.
    private static boolean over(MailboxStore.View view, Notice notice) {
        var now = view.now();
        if (notice.kind() == Notice.Kind.RESET_LINK
                && !now.isBefore(notice.createdAt().plus(SelfService.LINK_LASTS))) return true;
        return notice.mailbox()
                .flatMap(view.mailboxes()::find)
                .filter(m -> m.pin().version() == notice.pinVersion())
                .filter(m -> notice.kind() == Notice.Kind.RESET_LINK || !m.lapsed(now))
                .isEmpty();
    }

    private static Stream<String> filesLeft(SqlSnapshot view) {
        return view
                .handle()
                .createQuery("select file from left_file where deletable_after < :now")
                .bind("now", view.now().toEpochMilli())
                .mapTo(String.class)
                .list()
                .stream();
    }

    @Override
    public void deleted(String file) {
        change(
                (handle, _) -> {
                    for (var sql :
                            List.of(
                                    "update outbox set file = null where file in (:file, :here)",
                                    "delete from left_file where file in (:file, :here)"))
                        handle.createUpdate(sql)
                                .bind("file", file)
                                .bind("here", place + file)
                                .execute();
                });
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
