package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.ResetLink;

/// What bounds resets: owners' links, and comparisons with former PINs, within one transaction. For
/// one thread.
final class SqlResets {
    private static final String REDEEMABLE =
            """
            where link_hash = :hash and used = 0 and expires_at > :now and exists (select 1 from mailbox m
                where m.mailbox_guid = reset_link.mailbox_guid and m.pin_version = reset_link.pin_version)\
            """;

    private final Handle handle;
    private final Instant now;

    SqlResets(Handle handle, Instant now) {
        this.handle = handle;
        this.now = now;
    }

    int links(UUID mailbox, Instant since) {
        return handle.createQuery(
                        "select count(*) from reset_link where mailbox_guid = :guid and created_at >= :since and created_at <= :now")
                .bind("guid", mailbox.toString())
                .bind("now", now.toEpochMilli())
                .bind("since", since.toEpochMilli())
                .mapTo(Integer.class)
                .one();
    }

    void add(ResetLink link) {
        add("reset_link", link);
    }

    void pretend(ResetLink link, Notice letter) {
        add("reset_link_decoy", link);
        handle.createUpdate(
                        "insert into outbox_decoy values (:id, :mailbox, :kind, :recipient, :createdAt, :by, :sealed, 0, null, :file)")
                .bind("id", letter.id().toString())
                .bind("mailbox", link.mailbox().toString())
                .bind("kind", letter.kind().name())
                .bind("recipient", letter.recipient())
                .bind("createdAt", letter.createdAt().toEpochMilli())
                .bind("by", letter.by())
                .bind("sealed", letter.sealedPin())
                .bind("file", letter.file())
                .execute();
    }

    void pretendDelivery(UUID letter, boolean done) {
        var change = done ? "delivered_at = :now, pin_sealed = null" : "claimed_until = :now";
        handle.createUpdate("update outbox_decoy set " + change + " where notice_id = :id")
                .bind("id", letter.toString())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    private void add(String table, ResetLink link) {
        handle.createUpdate(
                        "insert into "
                                + table
                                + " values (:hash, :mailbox, :version, :createdAt, :expiresAt, 0)")
                .bind("hash", link.hash())
                .bind("mailbox", link.mailbox().toString())
                .bind("version", link.pinVersion())
                .bind("createdAt", link.createdAt().toEpochMilli())
                .bind("expiresAt", link.expiresAt().toEpochMilli())
                .execute();
    }

    Optional<ResetLink> find(String hash) {
        return link("select * from reset_link " + REDEEMABLE, hash);
    }

    Optional<ResetLink> redeem(String hash) {
        var link = link("update reset_link set used = 1 " + REDEEMABLE + " returning *", hash);
        link.ifPresent(
                l ->
                        handle.createUpdate(
                                        "update reset_link set used = 1 where mailbox_guid = :guid")
                                .bind("guid", l.mailbox().toString())
                                .execute());
        return link;
    }

    private Optional<ResetLink> link(String sql, String hash) {
        return handle.createQuery(sql)
                .bind("hash", hash)
                .bind("now", now.toEpochMilli())
                .map((row, _) -> Rows.resetLink(row))
                .findOne();
    }

    Optional<Long> chargeHistoryCheck(UUID mailbox, String account, Instant since, int most) {
        if (checks("mailbox_guid", mailbox.toString(), since) >= most
                || checks("account", account, since) >= most) return Optional.empty();
        return Optional.of(
                handle.createQuery(
                                "insert into history_check (mailbox_guid, account, at) values (:mailbox, :account, :now) returning check_number")
                        .bind("mailbox", mailbox.toString())
                        .bind("account", account)
                        .bind("now", now.toEpochMilli())
                        .mapTo(Long.class)
                        .one());
    }

    private int checks(String column, String value, Instant since) {
        return handle.createQuery(
                        "select count(*) from history_check where "
                                + column
                                + " = :value and at >= :since")
                .bind("value", value)
                .bind("since", since.toEpochMilli())
                .mapTo(Integer.class)
                .one();
    }

    void refundHistoryCheck(long number) {
        handle.createUpdate("delete from history_check where check_number = :number")
                .bind("number", number)
                .execute();
    }
}
