package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.input.EmailAddress;
import org.ovalogin.core.mailbox.MailDelay;
import org.ovalogin.core.mailbox.MailFailure;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.Notice.Addressee;
import org.ovalogin.core.mailbox.PinLetter;
import org.ovalogin.core.store.MailQueue;
import org.ovalogin.core.store.NoticeChanges;
import org.ovalogin.storage.database.Binding;
import org.ovalogin.storage.database.Exclusion;
import org.ovalogin.storage.database.NamedSql;
import org.ovalogin.storage.search.StateConditions;

/// The outbox as it is filled; [SqlOutbox] empties it. For one thread.
final class SqlNotices implements NoticeChanges {
    private static final String INSERT =
            """
            insert into outbox values (:id, :mailbox, :kind, :recipient, :createdAt, :by, :failures, :withPin, :sealed, :version,
                0, :due, null, :file, null, null, :administrator, :language)
            """;

    static final NamedSql INSERT_MANY = new NamedSql(INSERT);

    private final Exclusion exclusion;
    private final Instant now;

    SqlNotices(Exclusion exclusion, Instant now) {
        this.exclusion = exclusion;
        this.now = now;
    }

    @Override
    public Optional<MailFailure> failure(UUID mailbox) {
        return exclusion
                .handle()
                .createQuery(
                        "select f.failed_at, f.failure "
                                + StateConditions.MAIL_FAILED
                                + " and f.mailbox_guid = :guid order by f.failed_at desc limit 1")
                .bind("guid", mailbox.toString())
                .map((row, _) -> Rows.mailFailure(row))
                .findOne();
    }

    /// A letter that was written to a folder has a file.
    @Override
    public List<String> sentPins(UUID mailbox, long pinVersion) {
        return exclusion
                .handle()
                .createQuery(
                        """
                        select recipient from outbox where mailbox_guid = :guid and with_pin = 1 and pin_version = :version
                            and delivered_at is not null and file is null
                        """)
                .bind("guid", mailbox.toString())
                .bind("version", pinVersion)
                .mapTo(String.class)
                .list();
    }

    @Override
    public List<PinLetter> pinLetters(UUID mailbox, long pinVersion) {
        return SqlDelayedLetters.withPin(exclusion.handle(), mailbox, pinVersion);
    }

    @Override
    public Optional<MailDelay> delay(UUID mailbox) {
        return SqlDelayedLetters.of(exclusion.handle(), mailbox);
    }

    @Override
    public Optional<MailQueue.Delayed> delayed() {
        return SqlDelayedLetters.all(exclusion.handle());
    }

    @Override
    public int retry() {
        return SqlDelayedLetters.retry(exclusion.handle());
    }

    @Override
    public Optional<Notice> welcomeDue() {
        return exclusion
                .handle()
                .createQuery(
                        """
                        select * from outbox where delivered_at is null and void = 0 and kind in ('MOVED_IN', 'WELCOME_DUE')
                            and claimed_until <= :now order by claimed_until limit 1
                        """)
                .bind("now", now.toEpochMilli())
                .map((row, _) -> Rows.notice(row))
                .findOne();
    }

    @Override
    public boolean take(Notice due, Notice letter, Instant until) {
        return exclusion
                        .of(due.mailbox().orElseThrow())
                        .createUpdate(
                                """
                                update outbox set kind = :kind, recipient = :recipient, with_pin = :withPin, pin_sealed = :sealed,
                                    pin_version = :version, claimed_until = :until
                                where notice_id = :id and kind = :was and delivered_at is null and void = 0 and claimed_until <= :now
                                """)
                        .bind("id", due.id().toString())
                        .bind("was", due.kind().name())
                        .bind("kind", letter.kind().name())
                        .bind("recipient", letter.recipient())
                        .bind("withPin", letter.withPin() ? 1 : 0)
                        .bind("sealed", letter.secret().sealed())
                        .bind("version", letter.secret().pinVersion())
                        .bind("until", until.toEpochMilli())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    @Override
    public boolean posted(UUID mailbox, Notice.Kind kind, Instant since) {
        return exclusion
                .of(mailbox)
                .createQuery(
                        "select 1 from outbox where mailbox_guid = :guid and kind = :kind and created_at > :since limit 1")
                .bind("guid", mailbox.toString())
                .bind("kind", kind.name())
                .bind("since", since.toEpochMilli())
                .mapTo(int.class)
                .findOne()
                .isPresent();
    }

    @Override
    public int links(String recipient, Instant since) {
        return exclusion
                .handle()
                .createQuery(
                        """
                        select count(*) from outbox
                        where kind = 'RESET_LINK' and created_at >= :since and created_at <= :now and lower(recipient) = :key
                        """)
                .bind("since", since.toEpochMilli())
                .bind("now", now.toEpochMilli())
                .bind("key", EmailAddress.key(recipient))
                .mapTo(Integer.class)
                .one();
    }

    @Override
    public void post(List<Notice> notices) {
        notices.stream()
                .filter(Notice::withPin)
                .flatMap(notice -> notice.mailbox().stream())
                .distinct()
                .forEach(this::cancelPins);
        notices.forEach(this::insert);
    }

    private void insert(Notice notice) {
        var handle = notice.mailbox().map(exclusion::of).orElseGet(exclusion::handle);
        var insert = handle.createUpdate(INSERT);
        bind(Binding.to(insert), notice, 0);
        insert.execute();
    }

    static NamedSql.Row row(Notice notice, Instant due) {
        var row = INSERT_MANY.row();
        bind(row, notice, due.toEpochMilli());
        return row;
    }

    /// @param due in milliseconds since 1970; nobody claims it before
    private static void bind(Binding statement, Notice notice, long due) {
        var administrator =
                notice.to() instanceof Addressee.Administrator a
                        ? Optional.of(a)
                        : Optional.<Addressee.Administrator>empty();
        statement
                .bind("id", notice.id().toString())
                .bind("mailbox", notice.mailbox().map(UUID::toString))
                .bind("kind", notice.kind().name())
                .bind("recipient", notice.recipient())
                .bind("createdAt", notice.createdAt().toEpochMilli())
                .bind("by", notice.by())
                .bind("failures", notice.failures())
                .bind("withPin", notice.withPin() ? 1 : 0)
                .bind("sealed", notice.secret().sealed())
                .bind("version", notice.secret().pinVersion())
                .bind("due", due)
                .bind("file", notice.file())
                .bind("administrator", administrator.map(Addressee.Administrator::account))
                .bind("language", administrator.map(a -> a.language().code()));
    }

    /// Letters with a PIN, and those that make sense only with the present one.
    @Override
    public void cancelPins(UUID mailbox) {
        exclusion
                .of(mailbox)
                .createUpdate(
                        """
                        update outbox set void = 1, pin_sealed = null
                        where mailbox_guid = :guid and (with_pin = 1 or kind in ('EXPIRING', 'RESET_LINK', 'WELCOME_DUE')) and delivered_at is null
                        """)
                .bind("guid", mailbox.toString())
                .execute();
    }
}
