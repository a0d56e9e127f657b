package org.ovalogin.storage.store;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.store.Arrivals;
import org.ovalogin.core.store.ReadyArrivals;
import org.ovalogin.storage.database.NamedSql;

/// Arrivals as rows of each table, made before the transaction that inserts them.
///
/// @param events for those who hear of them after the commit
record ArrivingRows(List<Rowset> tables, List<Event> events) implements ReadyArrivals {
    private record Rowset(NamedSql insert, List<NamedSql.Row> rows) {}

    static ArrivingRows of(Arrivals arrivals) {
        var mailboxes = arrivals.mailboxes();
        return new ArrivingRows(
                List.of(
                        new Rowset(
                                SqlMailboxChanges.INSERT,
                                mailboxes.stream().map(SqlMailboxChanges::row).toList()),
                        new Rowset(
                                SqlMailboxChanges.INSERT_EXTENSION,
                                mailboxes.stream()
                                        .flatMap(SqlMailboxChanges::extensionRows)
                                        .toList()),
                        new Rowset(
                                SqlMailboxChanges.INSERT_ALIAS,
                                mailboxes.stream().flatMap(SqlMailboxChanges::aliasRows).toList()),
                        new Rowset(
                                SqlEvents.INSERT,
                                arrivals.events().stream().map(SqlEvents::row).toList()),
                        new Rowset(
                                SqlNotices.INSERT_MANY,
                                arrivals.letters().stream()
                                        .map(letter -> SqlNotices.row(letter, arrivals.due()))
                                        .toList()),
                        new Rowset(
                                SqlMoving.MOVED,
                                arrivals.sources().entrySet().stream()
                                        .map(
                                                e ->
                                                        SqlMoving.row(
                                                                e.getKey(),
                                                                e.getValue(),
                                                                arrivals.at()))
                                        .toList())),
                arrivals.events());
    }

    void insert(Handle handle) {
        for (var table : tables) table.insert.execute(handle, table.rows);
    }
}
