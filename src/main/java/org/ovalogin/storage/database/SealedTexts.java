package org.ovalogin.storage.database;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.store.PinSafe;
import org.ovalogin.core.vault.Vault;
import org.ovalogin.core.vault.VaultException;

/// All sealed texts of the database, within one transaction. For one thread.
public final class SealedTexts {
    private static final String ALL =
            """
            (select pin_sealed as sealed from mailbox union all select sealed from pin_history
            union all select pin_sealed from outbox where pin_sealed is not null union all select password_sealed from account
            union all select sealed from staged_pin) texts
            """;

    /// Rows per transaction: others may write between two of them.
    private static final int ROWS = 100;

    private final Handle handle;

    public SealedTexts(Handle handle) {
        this.handle = handle;
    }

    public long all() {
        return handle.createQuery("select count(*) from " + ALL).mapTo(Long.class).one();
    }

    public long under(String key) {
        var prefix = Vault.prefix(key);
        return handle.createQuery(
                        "select count(*) from " + ALL + " where substr(sealed, 1, :n) = :prefix")
                .bind("n", prefix.length())
                .bind("prefix", prefix)
                .mapTo(Long.class)
                .one();
    }

    /// Rows that were visited, in the order of their ids.
    ///
    /// @param last empty: there are no more
    /// @param unopened rows with a text that does not open, each in a few words
    public record Batch(String last, int sealed, List<String> unopened) {}

    /// Tables with texts, each text under a key of its own row or of its mailbox's.
    public enum Place {
        /// Former PINs belong to it: the newest is the same text as the present PIN's.
        MAILBOX(
                """
                select mailbox_guid as id, '' as mailbox, '' as recipient, '' as sealed from mailbox m where mailbox_guid > :after and
                    (substr(pin_sealed, 1, :n) <> :prefix
                    or exists (select 1 from pin_history h where h.mailbox_guid = m.mailbox_guid and substr(h.sealed, 1, :n) <> :prefix))
                order by mailbox_guid limit :rows
                """),
        NOTICE(
                """
                select notice_id as id, mailbox_guid as mailbox, recipient, pin_sealed as sealed from outbox
                where notice_id > :after and pin_sealed is not null and substr(pin_sealed, 1, :n) <> :prefix
                order by notice_id limit :rows
                """),
        ACCOUNT(
                """
                select account_guid as id, '' as mailbox, '' as recipient, password_sealed as sealed from account
                where account_guid > :after and substr(password_sealed, 1, :n) <> :prefix
                order by account_guid limit :rows
                """),
        /// PINs of mailboxes to be.
        STAGED(
                """
                select mailbox_guid as id, '' as mailbox, '' as recipient, sealed from staged_pin
                where mailbox_guid > :after and substr(sealed, 1, :n) <> :prefix
                order by mailbox_guid limit :rows
                """);

        private final String query;

        Place(String query) {
            this.query = query;
        }
    }

    private record Row(String id, String mailbox, String recipient, String sealed) {
        UUID guid() {
            return UUID.fromString(id);
        }
    }

    /// Seals a place's next rows anew that are not under that key, unless others change them first.
    public Batch next(Place place, String key, String after, PinSafe safe) {
        var prefix = Vault.prefix(key);
        var rows =
                handle.createQuery(place.query)
                        .bind("after", after)
                        .bind("n", prefix.length())
                        .bind("prefix", prefix)
                        .bind("rows", ROWS)
                        .map(
                                (row, _) ->
                                        new Row(
                                                row.getString("id"),
                                                row.getString("mailbox"),
                                                row.getString("recipient"),
                                                row.getString("sealed")))
                        .list();
        var sealed = 0;
        var unopened = new ArrayList<String>();
        for (var row : rows) {
            try {
                sealed += seal(place, row, prefix, safe);
            } catch (VaultException e) {
                unopened.add(
                        "%s %s: %s"
                                .formatted(
                                        place.name().toLowerCase(java.util.Locale.ROOT),
                                        row.id,
                                        e.getMessage()));
            }
        }
        return new Batch(rows.isEmpty() ? "" : rows.getLast().id, sealed, unopened);
    }

    private int seal(Place place, Row row, String prefix, PinSafe safe) {
        return switch (place) {
            case MAILBOX -> sealMailbox(row.guid(), prefix, safe);
            case NOTICE ->
                    replace(
                            "outbox set pin_sealed = :new where notice_id = :id and pin_sealed = :old",
                            row.id,
                            row.sealed,
                            safe.resealSecret(
                                    row.guid(),
                                    UUID.fromString(row.mailbox),
                                    row.recipient,
                                    row.sealed));
            case ACCOUNT ->
                    replace(
                            "account set password_sealed = :new where account_guid = :id and password_sealed = :old",
                            row.id,
                            row.sealed,
                            safe.resealPassword(row.guid(), row.sealed));
            case STAGED ->
                    replace(
                            "staged_pin set sealed = :new where mailbox_guid = :id and sealed = :old",
                            row.id,
                            row.sealed,
                            safe.resealHash(row.guid(), row.sealed));
        };
    }

    /// Equal texts become equal texts.
    private int sealMailbox(UUID mailbox, String prefix, PinSafe safe) {
        UnaryOperator<String> anew = text -> safe.resealHash(mailbox, text);
        var id = mailbox.toString();
        var texts =
                handle.createQuery(
                                """
                                select pin_sealed as sealed from mailbox where mailbox_guid = :id
                                union select sealed from pin_history where mailbox_guid = :id
                                """)
                        .bind("id", id)
                        .mapTo(String.class)
                        .filter(text -> !text.startsWith(prefix))
                        .list();
        var sealed = 0;
        for (var old : texts) {
            var text = anew.apply(old);
            sealed +=
                    replace(
                            "mailbox set pin_sealed = :new where mailbox_guid = :id and pin_sealed = :old",
                            id,
                            old,
                            text);
            sealed +=
                    replace(
                            "pin_history set sealed = :new where mailbox_guid = :id and sealed = :old",
                            id,
                            old,
                            text);
        }
        return sealed;
    }

    private int replace(String what, String id, String old, String text) {
        return handle.createUpdate("update " + what)
                .bind("id", id)
                .bind("old", old)
                .bind("new", text)
                .execute();
    }
}
