package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.ResetLink;
import org.ovalogin.core.store.ResetLinkChanges;
import org.ovalogin.storage.database.Exclusion;

/// Links by which owners reset their PINs. For one thread.
final class SqlResetLinks implements ResetLinkChanges {
    private static final String REDEEMABLE =
            """
            where link_hash = :hash and used = 0 and expires_at > :now and exists (select 1 from mailbox m
                where m.mailbox_guid = reset_link.mailbox_guid and m.pin_version = reset_link.pin_version)\
            """;

    private final Exclusion exclusion;
    private final Instant now;

    SqlResetLinks(Exclusion exclusion, Instant now) {
        this.exclusion = exclusion;
        this.now = now;
    }

    @Override
    public void add(ResetLink link) {
        add("reset_link", link);
    }

    @Override
    public void pretend(ResetLink link) {
        add("reset_link_decoy", link);
    }

    @Override
    public void pretend(Notice letter) {
        exclusion
                .handle()
                .createUpdate(
                        "insert into outbox_decoy values (:id, :mailbox, :kind, :recipient, :createdAt, :by, :sealed, 0, null, :file)")
                .bind("id", letter.id().toString())
                .bind("mailbox", letter.mailbox().orElseThrow().toString())
                .bind("kind", letter.kind().name())
                .bind("recipient", letter.recipient())
                .bind("createdAt", letter.createdAt().toEpochMilli())
                .bind("by", letter.by())
                .bind("sealed", letter.secret().sealed())
                .bind("file", letter.file())
                .execute();
    }

    /// Beside others, as the claim and the delivery of a letter are.
    @Override
    public void pretendDelivery(UUID letter, boolean done) {
        var change = done ? "delivered_at = :now, pin_sealed = null" : "claimed_until = :now";
        exclusion
                .beside()
                .createUpdate("update outbox_decoy set " + change + " where notice_id = :id")
                .bind("id", letter.toString())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    private void add(String table, ResetLink link) {
        exclusion
                .handle()
                .createUpdate(
                        "insert into "
                                + table
                                + " values (:hash, :mailbox, :version, :createdAt, :expiresAt, 0)"
                                + " on conflict do nothing")
                .bind("hash", link.hash())
                .bind("mailbox", link.mailbox().toString())
                .bind("version", link.pinVersion())
                .bind("createdAt", link.createdAt().toEpochMilli())
                .bind("expiresAt", link.expiresAt().toEpochMilli())
                .execute();
    }

    @Override
    public Optional<ResetLink> find(String hash) {
        return link("select * from reset_link " + REDEEMABLE, hash);
    }

    @Override
    public Optional<ResetLink> redeem(String hash) {
        var link = link("update reset_link set used = 1 " + REDEEMABLE + " returning *", hash);
        link.ifPresent(
                l ->
                        exclusion
                                .handle()
                                .createUpdate(
                                        "update reset_link set used = 1 where mailbox_guid = :guid")
                                .bind("guid", l.mailbox().toString())
                                .execute());
        return link;
    }

    private Optional<ResetLink> link(String sql, String hash) {
        return exclusion
                .handle()
                .createQuery(sql)
                .bind("hash", hash)
                .bind("now", now.toEpochMilli())
                .map((row, _) -> Rows.resetLink(row))
                .findOne();
    }
}
