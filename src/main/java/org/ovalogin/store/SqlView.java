package org.ovalogin.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.ovalogin.mailbox.DialPlan;
import org.ovalogin.mailbox.Event;
import org.ovalogin.mailbox.MailFailure;
import org.ovalogin.mailbox.Mailbox;
import org.ovalogin.mailbox.MailboxKey;
import org.ovalogin.mailbox.MailboxPolicy;
import org.ovalogin.mailbox.MailboxStore;

/// The queries, within one transaction. For one thread.
class SqlView implements MailboxStore.View {
    private static final String MAILBOX =
            "select * from mailbox m join dial_plan d on d.dial_plan = m.dial_plan join mailbox_policy p on p.policy_guid = m.policy_guid ";

    final Handle handle;
    final Instant now;

    SqlView(Handle handle, Instant now) {
        this.handle = handle;
        this.now = now;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Optional<DialPlan> dialPlan(String name) {
        return handle.createQuery("select * from dial_plan where dial_plan = :name")
                .bind("name", name)
                .map((row, _) -> Rows.dialPlan(row))
                .findOne();
    }

    @Override
    public List<DialPlan> dialPlans() {
        return handle.createQuery("select * from dial_plan order by dial_plan")
                .map((row, _) -> Rows.dialPlan(row))
                .list();
    }

    @Override
    public Optional<MailboxPolicy> policy(String dialPlan, String name) {
        return handle.createQuery(
                        "select * from mailbox_policy where dial_plan = :dialPlan and policy_name = :name")
                .bind("dialPlan", dialPlan)
                .bind("name", name)
                .map((row, _) -> Rows.policy(row))
                .findOne();
    }

    @Override
    public Optional<Mailbox> mailbox(MailboxKey key) {
        return handle.createQuery(
                        "select mailbox_guid from extension where dial_plan = :dialPlan and digits = :digits")
                .bind("dialPlan", key.dialPlan())
                .bind("digits", key.extension())
                .mapTo(String.class)
                .findOne()
                .flatMap(guid -> mailbox(UUID.fromString(guid)));
    }

    @Override
    public Optional<Mailbox> mailbox(UUID guid) {
        return mailboxes(
                        handle.createQuery(MAILBOX + "where m.mailbox_guid = :guid")
                                .bind("guid", guid.toString()))
                .stream()
                .findFirst();
    }

    @Override
    public Optional<Mailbox> mailboxWithAddress(String address) {
        var key = address.toLowerCase(Locale.ROOT);
        return mailboxes(
                        handle.createQuery(MAILBOX + "where m.address_key = :key").bind("key", key))
                .stream()
                .findFirst();
    }

    @Override
    public List<Mailbox> mailboxes() {
        return mailboxes(
                handle.createQuery(
                        MAILBOX
                                + "join extension e on e.mailbox_guid = m.mailbox_guid and e.position = 0 order by e.dial_plan, e.digits"));
    }

    @Override
    public List<Mailbox> mailboxesWithWorkOwed() {
        return mailboxes(
                handle.createQuery(MAILBOX + "where m.reset_owed is not null or m.lock_told = 0"));
    }

    @Override
    public List<Mailbox> mailboxesToWarn(Instant since) {
        return mailboxes(
                handle.createQuery(
                                MAILBOX
                                        + """
                                        where m.pin_must_change = 0 and m.subscriber_access = 1
                                            and m.pin_set_at + cast(p.pin_lifetime_days as bigint) * 86400000 > :now
                                            and m.pin_set_at + cast(p.pin_lifetime_days - p.expiry_warning_days as bigint) * 86400000 <= :now
                                            and not exists (select 1 from outbox o
                                                where o.mailbox_guid = m.mailbox_guid and o.kind = 'EXPIRING' and o.created_at > :since)
                                        """)
                        .bind("now", now.toEpochMilli())
                        .bind("since", since.toEpochMilli()));
    }

    @Override
    public List<String> pinHistory(UUID guid, int most) {
        return handle.createQuery(
                        "select sealed from pin_history where mailbox_guid = :guid order by number desc limit :most")
                .bind("guid", guid.toString())
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    @Override
    public List<Event> events(UUID guid, int most) {
        return handle.createQuery(
                        "select * from event where mailbox_guid = :guid order by event_id desc limit :most")
                .bind("guid", guid.toString())
                .bind("most", most)
                .map((row, _) -> Rows.event(row))
                .list();
    }

    @Override
    public Optional<MailFailure> mailFailure(UUID guid) {
        return handle.createQuery(
                        """
                        select f.failed_at, f.failure from outbox f join mailbox m on m.mailbox_guid = f.mailbox_guid
                        where f.mailbox_guid = :guid and f.failed_at is not null and (
                            (f.with_pin = 1 and f.pin_version = m.pin_version)
                            or (f.with_pin = 0 and not exists (select 1 from outbox d
                                where d.mailbox_guid = f.mailbox_guid and d.delivered_at is not null and d.created_at > f.created_at)))
                        order by f.failed_at desc limit 1
                        """)
                .bind("guid", guid.toString())
                .map((row, _) -> Rows.mailFailure(row))
                .findOne();
    }

    /// A mailbox's extensions are a second query: both databases can aggregate them in one, but not
    /// in the same words.
    private List<Mailbox> mailboxes(Query query) {
        return query.map((row, _) -> Rows.mailbox(row, extensions(row.getString("mailbox_guid"))))
                .list();
    }

    private List<String> extensions(String guid) {
        return handle.createQuery(
                        "select digits from extension where mailbox_guid = :guid order by position")
                .bind("guid", guid)
                .mapTo(String.class)
                .list();
    }
}
