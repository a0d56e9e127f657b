package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;
import org.ovalogin.core.input.EmailAddress;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.store.MailboxLookup;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.Page;
import org.ovalogin.storage.database.Dialect;
import org.ovalogin.storage.database.Exclusion;
import org.ovalogin.storage.database.NamedSql;
import org.ovalogin.storage.database.SqlConditions;
import org.ovalogin.storage.search.MailboxPages;

/// Finds mailboxes: one by its row, which may be locked; several only alone. For one thread.
class SqlMailboxes implements MailboxLookup {
    private static final String FROM =
            " from mailbox m join dial_plan d on d.dial_plan = m.dial_plan join mailbox_policy p on p.policy_guid = m.policy_guid ";

    static final String SELECT = "select " + MailboxColumns.SELECTED + FROM;

    private static final String BY_GUID = SELECT + "where m.mailbox_guid = :guid";

    private static final String BY_KEY =
            SELECT
                    + """
                    where m.mailbox_guid =
                        (select x.mailbox_guid from extension x where x.dial_plan = :dialPlan and x.digits = :digits)
                    """;

    /// The two queries of every call.
    ///
    /// @param rowLock SQL that locks the row; empty: none
    record Finding(NamedSql byGuid, NamedSql byKey, String rowLock) {
        private static final Map<String, Finding> KNOWN = new ConcurrentHashMap<>();

        static Finding with(String rowLock) {
            return KNOWN.computeIfAbsent(
                    rowLock,
                    lock ->
                            new Finding(
                                    new NamedSql(BY_GUID + lock),
                                    new NamedSql(BY_KEY + lock),
                                    lock));
        }
    }

    static final String IN_ORDER = " order by m.dial_plan, m.primary_extension";

    final Exclusion exclusion;
    private final Dialect dialect;
    private final Finding finding;

    SqlMailboxes(Exclusion exclusion, Dialect dialect) {
        this(exclusion, dialect, "");
    }

    SqlMailboxes(Exclusion exclusion, Dialect dialect, String rowLock) {
        this.exclusion = exclusion;
        this.dialect = dialect;
        this.finding = Finding.with(rowLock);
    }

    @Override
    public Optional<Mailbox> find(UUID guid) {
        return found(finding.byGuid.row().bind("guid", guid.toString()));
    }

    @Override
    public Optional<Mailbox> find(MailboxKey key) {
        return found(
                finding.byKey
                        .row()
                        .bind("dialPlan", key.dialPlan())
                        .bind("digits", key.extension()));
    }

    private Optional<Mailbox> found(NamedSql.Row query) {
        return first(exclusion.list(query, Rows::mailbox));
    }

    @Override
    public List<Mailbox> withAddress(String address) {
        return sharing(address, SEVERAL);
    }

    @Override
    public List<Mailbox> sharing(String address, int most) {
        return list(
                query("where m.address_key in (<keys>)" + IN_ORDER + " limit :most")
                        .bindList("keys", EmailAddress.keys(address))
                        .bind("most", most));
    }

    @Override
    public Optional<Mailbox> withAlias(String alias) {
        return first(
                exclusion
                        .beside()
                        .createQuery(
                                SELECT
                                        + "where m.mailbox_guid in (select x.mailbox_guid from alias x where x.alias_key in (<keys>))"
                                        + finding.rowLock)
                        .bindList("keys", EmailAddress.keys(alias))
                        .map((row, _) -> Rows.mailbox(row))
                        .list());
    }

    @Override
    public List<Mailbox> named(String displayName) {
        return list(
                query("where m.display_name_key = :key" + IN_ORDER + " limit :most")
                        .bind("key", SqlConditions.key(displayName))
                        .bind("most", SEVERAL));
    }

    @Override
    public List<Mailbox> withExtension(String extension) {
        return list(
                query(
                                "where m.mailbox_guid in (select x.mailbox_guid from extension x where x.digits = :digits)"
                                        + IN_ORDER
                                        + " limit :most")
                        .bind("digits", extension)
                        .bind("most", SEVERAL));
    }

    @Override
    public List<Mailbox> withLocalPart(String localPart) {
        return between(
                "where m.address_key >= :from and m.address_key < :to", localPart + "@", SEVERAL);
    }

    @Override
    public List<Mailbox> beginning(String text, int most) {
        return between(
                """
                where m.mailbox_guid in (
                    select x.mailbox_guid from mailbox x where x.address_key >= :from and x.address_key < :to
                    union select x.mailbox_guid from mailbox x where x.display_name_key >= :from and x.display_name_key < :to
                    union select x.mailbox_guid from extension x where x.digits >= :from and x.digits < :to)
                """,
                text,
                most);
    }

    /// Uses the index: a text that begins so lies between the beginning and the beginning with the
    /// last of all characters behind it.
    private List<Mailbox> between(String where, String text, int most) {
        var from = SqlConditions.key(text);
        return list(
                query(where + IN_ORDER + " limit :most")
                        .bind("from", from)
                        .bind("to", from + Character.toString(Character.MAX_CODE_POINT))
                        .bind("most", most));
    }

    @Override
    public List<Mailbox> all() {
        return list(query(IN_ORDER));
    }

    @Override
    public Page<Mailbox> page(MailboxQuery query) {
        var page = pages().page(query);
        return page.with(inOrder(page.items()));
    }

    @Override
    public List<Mailbox> exact(String text) {
        return inOrder(pages().exact(text, SEVERAL));
    }

    private MailboxPages pages() {
        return new MailboxPages(exclusion.handle(), !dialect.shared(), exclusion.now());
    }

    private List<Mailbox> inOrder(List<UUID> guids) {
        if (guids.isEmpty()) return List.of();
        var found =
                list(
                                query("where m.mailbox_guid in (<guids>)")
                                        .bindList(
                                                "guids",
                                                guids.stream().map(UUID::toString).toList()))
                        .stream()
                        .collect(Collectors.toMap(Mailbox::guid, Function.identity()));
        return guids.stream()
                .flatMap(guid -> Optional.ofNullable(found.get(guid)).stream())
                .toList();
    }

    @Override
    public Counts counts() {
        return pages().counts();
    }

    @Override
    public List<Mailbox> withWorkOwed() {
        return list(
                query(
                        """
                        where m.mailbox_guid in (
                            select mailbox_guid from mailbox where reset_owed is not null or lock_told = 0
                            union select mailbox_guid from mailbox where trusted_reset_owed is not null or trusted_lock_told = 0)
                        """));
    }

    @Override
    public List<Mailbox> toWarn(Instant since) {
        return list(
                query(
                                """
                                where m.pin_must_change = 0 and m.subscriber_access = 1
                                    and m.pin_set_at + cast(p.pin_lifetime_days as bigint) * 86400000 > :now
                                    and m.pin_set_at + cast(p.pin_lifetime_days - p.expiry_warning_days as bigint) * 86400000 <= :now
                                    and not exists (select 1 from outbox o
                                        where o.mailbox_guid = m.mailbox_guid and o.kind = 'EXPIRING' and o.created_at > :since)
                                """)
                        .bind("now", exclusion.now().toEpochMilli())
                        .bind("since", since.toEpochMilli()));
    }

    @Override
    public List<String> pinHistory(UUID guid, int most) {
        return exclusion
                .of(guid)
                .createQuery(
                        "select sealed from pin_history where mailbox_guid = :guid order by number desc limit :most")
                .bind("guid", guid.toString())
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    List<Mailbox> list(Query query) {
        return query.map((row, _) -> Rows.mailbox(row)).list();
    }

    private Query query(String rest) {
        return exclusion.handle().createQuery(SELECT + rest);
    }

    /// @param found one at most
    Optional<Mailbox> first(List<Mailbox> found) {
        return found.stream().findFirst();
    }
}
