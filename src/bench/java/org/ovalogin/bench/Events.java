package org.ovalogin.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ovalogin.core.mailbox.Event;

/// Sign-ins of the past, spread evenly over mailboxes and over the time for which events are kept.
/// Indexes are made anew afterwards, which is faster than a row at a time.
final class Events {
    private static final String TARGET =
            "insert into event (at, name, result, dial_plan, mailbox_guid, subject, by_whom,"
                    + " from_where, occurrences, minute)";

    private Events() {}

    static void load(Connection connection, boolean shared, int count, int mailboxes) {
        var step = Event.KEPT.toMillis() / count;
        var first = Instant.now().toEpochMilli() - step * count;
        // one in ten failed
        var row =
                """
                select %1$d + i * %2$d, 'SIGN_IN', case when i %% 10 = 9 then 'WrongPin' else 'Success' end,
                    'default', guid, extension, '41555' || (10000 + i %% 89999), 'PJSIP/trunk at 127.0.0.1', 1, null
                """
                        .formatted(first, step);
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "create table numbered (number integer primary key, guid text, extension"
                            + " text)");
            statement.execute(
                    "insert into numbered select row_number() over () - 1, mailbox_guid,"
                            + " primary_extension from mailbox");
            var indexes = indexes(connection, shared);
            for (var index : indexes) statement.execute("drop index " + index.name());
            if (shared) statement.execute("set maintenance_work_mem = '1GB'");
            statement.execute(
                    shared
                            ? "%s %s from generate_series(0, %d::bigint) i join numbered on number = i %% %d"
                                    .formatted(TARGET, row, count - 1, mailboxes)
                            : "%s with recursive n(i) as (select 0 union all select i + 1 from n where i < %d) %s from n join numbered on number = i %% %d"
                                    .formatted(TARGET, count - 1, row, mailboxes));
            for (var index : indexes) statement.execute(index.sql());
            statement.execute("drop table numbered");
            statement.execute(shared ? "vacuum analyze" : "analyze");
            statement.execute(shared ? "checkpoint" : "pragma wal_checkpoint(truncate)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Index(String name, String sql) {}

    private static List<Index> indexes(Connection connection, boolean shared) throws SQLException {
        var indexes = new ArrayList<Index>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                shared
                                        ? "select indexname, indexdef from pg_indexes where"
                                              + " tablename = 'event' and indexname <> 'event_pkey'"
                                        : "select name, sql from sqlite_master where type = 'index'"
                                                + " and tbl_name = 'event' and sql is not null")) {
            while (rows.next()) indexes.add(new Index(rows.getString(1), rows.getString(2)));
        }
        return indexes;
    }
}
