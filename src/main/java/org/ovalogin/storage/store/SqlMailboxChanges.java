package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;
import org.ovalogin.core.input.EmailAddress;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxDetails;
import org.ovalogin.core.store.MailboxChanges;
import org.ovalogin.storage.database.Binding;
import org.ovalogin.storage.database.Dialect;
import org.ovalogin.storage.database.Exclusion;
import org.ovalogin.storage.database.NamedSql;
import org.ovalogin.storage.search.SearchRows;

/// Changes mailboxes and their former PINs. A mailbox found here has its row locked. For one
/// thread.
final class SqlMailboxChanges extends SqlMailboxes implements MailboxChanges {
    static final NamedSql INSERT =
            new NamedSql(
                    """
            insert into mailbox (mailbox_guid, dial_plan, policy_guid, address, address_key, display_name, owner_language, first_time_user,
                subscriber_access, mailbox_pinless, pin_sealed, pin_version, pin_by_owner, pin_set_at, pin_must_change, pin_signed_in,
                failures, streak, charges, reset_in_streak, reset_owed, lock_reason, lock_since, lock_told, failed_since_logon,
                last_logon, primary_extension, display_name_key, trusted_failures, trusted_streak, trusted_charges,
                trusted_reset_in_streak, trusted_reset_owed, trusted_lock_reason, trusted_lock_since, trusted_lock_told,
                address_typed_key, time_zone, pin_lapses_at, pin_own_phone, address_shared, notify_addresses, pin_to_notify, untold_reset,
                pin_expiry_told, outside_allowed_at, name_order)
            values (:guid, :dialPlan, :policy, :address, :addressKey, :name, :language, :firstTime, :access, :pinless,
                :sealed, :version, :byOwner, :setAt, :mustChange, :signedIn, :failures, :streak, :charges, :resetInStreak, :resetOwed,
                :lockReason, :lockSince, :lockTold, :failedSinceLogon, :lastLogon, :primary, :nameKey,
                :trustedFailures, :trustedStreak, :trustedCharges, :trustedResetInStreak, :trustedResetOwed,
                :trustedLockReason, :trustedLockSince, :trustedLockTold, :addressTypedKey, :timeZone, :lapsesAt, :ownPhone,
                :addressShared, :notifyAddresses, :pinToNotifyAddresses, :untoldReset,
                :expiryTold, :outsideAllowedAt, :nameOrder)
            """);

    static final NamedSql INSERT_EXTENSION =
            new NamedSql("insert into extension values (:dialPlan, :digits, :guid, :position)");

    static final NamedSql INSERT_ALIAS =
            new NamedSql(
                    "insert into alias (alias_key, alias, mailbox_guid, position, alias_typed_key) values (:key, :alias, :guid, :position, :typedKey)");

    private static final NamedSql HEARD =
            new NamedSql(
                    """
                    update mailbox set last_logon = :now,
                        failed_since_logon = case when failed_since_logon > :failed then failed_since_logon - :failed else 0 end,
                        untold_reset = case when untold_reset = :reset then null else untold_reset end
                    where mailbox_guid = :guid
                    """);

    private static final NamedSql TOLD_OF_EXPIRY =
            new NamedSql(
                    "update mailbox set pin_expiry_told = :now where mailbox_guid = :guid and pin_version = :version");

    /// Mailboxes as they are in the database. Only what differs is written: most changes are two or
    /// three counts, and names and extensions belong to everybody.
    private final Map<UUID, Mailbox> stored = new HashMap<>();

    private final String rowLock;

    SqlMailboxChanges(Exclusion exclusion, Dialect dialect) {
        super(exclusion, dialect, dialect.rowLock());
        this.rowLock = dialect.rowLock();
    }

    @Override
    Optional<Mailbox> first(List<Mailbox> found) {
        for (var mailbox : found) {
            exclusion.locked(mailbox.guid());
            stored.put(mailbox.guid(), mailbox);
        }
        return super.first(found);
    }

    @Override
    List<Mailbox> list(Query query) {
        var found = super.list(query);
        for (var mailbox : found) stored.put(mailbox.guid(), mailbox);
        return found;
    }

    @Override
    public void add(Mailbox mailbox) {
        INSERT.execute(exclusion.handle(), List.of(row(mailbox)));
        INSERT_EXTENSION.execute(exclusion.handle(), extensionRows(mailbox).toList());
        INSERT_ALIAS.execute(exclusion.handle(), aliasRows(mailbox).toList());
        SearchRows.write(exclusion.handle(), mailbox);
        stored.put(mailbox.guid(), mailbox);
    }

    static NamedSql.Row row(Mailbox mailbox) {
        var row = INSERT.row().bind("dialPlan", mailbox.dialPlan().name());
        MailboxColumns.bind(row, mailbox);
        MailboxColumns.bindDetails(row, mailbox);
        return row;
    }

    @Override
    public void save(Mailbox mailbox) {
        var before = Optional.ofNullable(stored.get(mailbox.guid()));
        MailboxColumns.update(before, mailbox)
                .ifPresent(values -> exclusion.change(mailbox.guid(), values));
        if (before.isEmpty()) exclusion.send();
        if (before.filter(b -> sameDetails(b, mailbox)).isEmpty())
            saveDetails(mailbox, before.map(MailboxDetails::of));
        stored.put(mailbox.guid(), mailbox);
    }

    /// Most saves hand the same parts back, so their contents need no comparison.
    @SuppressWarnings("ReferenceEquality")
    private static boolean sameDetails(Mailbox one, Mailbox other) {
        var same = one.numbering() == other.numbering() && one.owner() == other.owner();
        return same || MailboxDetails.of(one).equals(MailboxDetails.of(other));
    }

    /// Locks the mailbox's row.
    @Override
    public void heard(UUID guid, int failed, Optional<Instant> reset) {
        exclusion.locked(guid);
        stored.remove(guid);
        HEARD.update(
                exclusion.of(guid),
                HEARD.row()
                        .bind("now", exclusion.now().toEpochMilli())
                        .bind("failed", failed)
                        .bind("reset", reset.map(Instant::toEpochMilli))
                        .bind("guid", guid.toString()));
    }

    /// Locks the mailbox's row.
    @Override
    public void toldOfExpiry(UUID guid, long pinVersion) {
        exclusion.locked(guid);
        stored.remove(guid);
        TOLD_OF_EXPIRY.update(
                exclusion.of(guid),
                TOLD_OF_EXPIRY
                        .row()
                        .bind("now", exclusion.now().toEpochMilli())
                        .bind("guid", guid.toString())
                        .bind("version", pinVersion));
    }

    private void saveDetails(Mailbox mailbox, Optional<MailboxDetails> before) {
        var update =
                exclusion
                        .handle()
                        .createUpdate(
                                """
                                update mailbox set policy_guid = :policy, address = :address, address_key = :addressKey, address_typed_key = :addressTypedKey,
                                    address_shared = :addressShared, notify_addresses = :notifyAddresses, pin_to_notify = :pinToNotifyAddresses, display_name = :name,
                                    display_name_key = :nameKey, name_order = :nameOrder, owner_language = :language, time_zone = :timeZone, primary_extension = :primary
                                where mailbox_guid = :guid
                                """);
        MailboxColumns.bindDetails(Binding.to(update), mailbox)
                .bind("guid", mailbox.guid().toString());
        update.execute();
        if (before.filter(b -> b.extensions().equals(mailbox.extensions())).isEmpty()) {
            delete("extension", mailbox.guid());
            INSERT_EXTENSION.execute(exclusion.handle(), extensionRows(mailbox).toList());
        }
        if (before.filter(b -> b.aliases().equals(mailbox.aliases())).isEmpty()) {
            delete("alias", mailbox.guid());
            INSERT_ALIAS.execute(exclusion.handle(), aliasRows(mailbox).toList());
        }
        SearchRows.write(exclusion.handle(), mailbox);
    }

    /// Where a letter with a secret lies in a file, or may come to lie, the file outlasts it.
    @Override
    public void remove(Mailbox mailbox) {
        keepLetters(mailbox.guid());
        exclusion
                .handle()
                .createUpdate(
                        """
                        insert into left_file select file, case when delivered_at is null then claimed_until else 0 end from outbox
                        where mailbox_guid = :guid and file is not null and (with_pin = 1 or kind = 'RESET_LINK')
                        """)
                .bind("guid", mailbox.guid().toString())
                .execute();
        delete("mailbox", mailbox.guid());
        stored.remove(mailbox.guid());
    }

    /// Servers claim letters beside every other transaction. From here on none claims another, and
    /// the rows show which ones are in hand already.
    private void keepLetters(UUID guid) {
        exclusion
                .handle()
                .createQuery(
                        "select m.notice_id from outbox m where m.mailbox_guid = :guid" + rowLock)
                .bind("guid", guid.toString())
                .mapTo(String.class)
                .list();
    }

    @Override
    public void addToPinHistory(UUID guid, String sealed, Instant at, int keep) {
        exclusion
                .of(guid)
                .createUpdate(
                        """
                        insert into pin_history values (:guid,
                            (select coalesce(max(number), 0) + 1 from pin_history where mailbox_guid = :guid), :sealed, :at)
                        """)
                .bind("guid", guid.toString())
                .bind("sealed", sealed)
                .bind("at", at.toEpochMilli())
                .execute();
        exclusion
                .of(guid)
                .createUpdate(
                        """
                        delete from pin_history where mailbox_guid = :guid
                            and number <= (select max(number) from pin_history where mailbox_guid = :guid) - :keep
                        """)
                .bind("guid", guid.toString())
                .bind("keep", keep)
                .execute();
    }

    @Override
    public void replaceNewestInPinHistory(UUID guid, String sealed) {
        exclusion
                .of(guid)
                .createUpdate(
                        """
                        update pin_history set sealed = :sealed where mailbox_guid = :guid
                            and number = (select max(number) from pin_history where mailbox_guid = :guid)
                        """)
                .bind("guid", guid.toString())
                .bind("sealed", sealed)
                .execute();
    }

    static Stream<NamedSql.Row> extensionRows(Mailbox mailbox) {
        return IntStream.range(0, mailbox.extensions().size())
                .mapToObj(
                        position ->
                                INSERT_EXTENSION
                                        .row()
                                        .bind("dialPlan", mailbox.dialPlan().name())
                                        .bind("digits", mailbox.extensions().get(position))
                                        .bind("guid", mailbox.guid().toString())
                                        .bind("position", position));
    }

    static Stream<NamedSql.Row> aliasRows(Mailbox mailbox) {
        return IntStream.range(0, mailbox.aliases().size())
                .mapToObj(
                        position -> {
                            var alias = mailbox.aliases().get(position);
                            return INSERT_ALIAS
                                    .row()
                                    .bind("key", EmailAddress.key(alias))
                                    .bind("typedKey", MailboxColumns.typedKey(alias))
                                    .bind("alias", alias)
                                    .bind("guid", mailbox.guid().toString())
                                    .bind("position", position);
                        });
    }

    private void delete(String table, UUID guid) {
        exclusion
                .handle()
                .createUpdate("delete from " + table + " where mailbox_guid = :guid")
                .bind("guid", guid.toString())
                .execute();
    }
}
