package org.ovalogin.cli.local;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ovalogin.cli.terminal.AlignedColumns;
import org.ovalogin.core.mailbox.Mailbox;

/// Mailboxes as a table, a line each.
final class MailboxTable {
    private static final List<String> HEAD =
            List.of("EXTENSION", "DIAL PLAN", "NAME", "E-MAIL", "STATE");

    private final Instant now;

    MailboxTable(Instant now) {
        this.now = now;
    }

    void print(List<Mailbox> mailboxes, PrintWriter out) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEAD);
        for (var m : mailboxes) {
            rows.add(
                    List.of(
                            String.join(",", m.extensions()),
                            m.dialPlan().name(),
                            m.displayName(),
                            m.address(),
                            state(m)));
        }
        AlignedColumns.print(rows, out);
    }

    private String state(Mailbox mailbox) {
        if (!mailbox.subscriberAccess()) return "disabled";
        if (mailbox.outsideBlocked(now)) return "outside blocked";
        if (mailbox.locked(now)) return "locked";
        if (mailbox.lapsed(now)) return "PIN lapsed";
        return mailbox.pin().mustChange() ? "PIN to be changed" : "ok";
    }
}
