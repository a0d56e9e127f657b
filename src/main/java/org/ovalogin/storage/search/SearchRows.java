package org.ovalogin.storage.search;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.storage.database.NamedSql;

/// The fields of mailboxes as rows to search in. The database's triggers note each mailbox whose
/// fields are written; writing the row here takes that note away.
public final class SearchRows {
    private static final NamedSql WRITE =
            new NamedSql(
                    """
                    insert into search_text (mailbox_guid, name, folded) values (:guid, :name, :folded)
                    on conflict (mailbox_guid) do update set name = excluded.name, folded = excluded.folded
                        where search_text.name <> excluded.name or search_text.folded <> excluded.folded
                    """);

    private static final NamedSql DONE =
            new NamedSql("delete from search_due where mailbox_guid = :guid");

    private SearchRows() {}

    /// Writes a mailbox's row in the transaction that changes the mailbox.
    public static void write(Handle handle, Mailbox mailbox) {
        write(handle, List.of(SearchFields.of(mailbox)));
    }

    static void write(Handle handle, List<SearchFields> mailboxes) {
        WRITE.execute(
                handle,
                mailboxes.stream()
                        .map(
                                fields ->
                                        WRITE.row()
                                                .bind("guid", fields.guid())
                                                .bind("name", fields.foldedName())
                                                .bind("folded", fields.folded()))
                        .toList());
        DONE.execute(
                handle,
                mailboxes.stream().map(fields -> DONE.row().bind("guid", fields.guid())).toList());
    }
}
