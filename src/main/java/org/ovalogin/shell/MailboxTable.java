package org.ovalogin.shell;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ovalogin.mailbox.Mailbox;

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
        var widths = new int[HEAD.size()];
        for (var row : rows) {
            for (var i = 0; i < widths.length; i++)
                widths[i] = Math.max(widths[i], row.get(i).length());
        }
        for (var row : rows) {
            var line = new StringBuilder();
            for (var i = 0; i < widths.length; i++)
                line.append(
                        "%-"
                                .concat(String.valueOf(widths[i] + 2))
                                .concat("s")
                                .formatted(row.get(i)));
            out.println(line.toString().stripTrailing());
        }
    }

    private String state(Mailbox mailbox) {
        if (!mailbox.subscriberAccess()) return "disabled";
        if (mailbox.locked(now)) return "locked";
        if (mailbox.lapsed(now)) return "PIN lapsed";
        return mailbox.pin().mustChange() ? "PIN to be changed" : "ok";
    }
}
