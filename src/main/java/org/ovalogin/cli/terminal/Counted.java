package org.ovalogin.cli.terminal;

import java.util.Map;

/// Numbers of things in words.
public final class Counted {
    private Counted() {}

    /// As in `1 mailbox`, `2 mailboxes`.
    public static String of(long count, String one, String more) {
        return count + " " + (count == 1 ? one : more);
    }

    /// Contents of an installation.
    ///
    /// @param rows of each table
    public static String installation(Map<String, Long> rows) {
        return String.join(
                ", ",
                of(rows.getOrDefault("mailbox", 0L), "mailbox", "mailboxes"),
                of(rows.getOrDefault("account", 0L), "account", "accounts"),
                of(rows.getOrDefault("event", 0L), "event", "events"));
    }
}
