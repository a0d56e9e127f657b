package org.ovalogin.cli.moving;

import java.util.List;
import org.ovalogin.core.moving.RealtimeTable;

/// The statements that close a realtime table, for tests with real databases.
public final class ClosingSql {
    private ClosingSql() {}

    public static List<String> of(RealtimeTable table) {
        return new RealtimeReader(table)
                .closingSql()
                .lines()
                .filter(line -> !line.startsWith("--"))
                .toList();
    }
}
