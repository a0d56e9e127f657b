package org.ovalogin.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.ovalogin.cli.terminal.AlignedColumns;
import org.ovalogin.cli.terminal.Quote;

/// Mailboxes as a table, a line each.
final class MailboxTable {
    private static final List<String> HEAD =
            List.of("EXTENSION", "DIAL PLAN", "NAME", "E-MAIL", "STATE");

    private MailboxTable() {}

    /// @param mailboxes as the REST interface has them
    static void print(List<JsonNode> mailboxes, PrintWriter out) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEAD);
        for (var mailbox : mailboxes)
            rows.add(
                    List.of(
                            extensions(mailbox, ","),
                            text(mailbox, "umDialPlan"),
                            text(mailbox, "displayName"),
                            mailbox.path("email").isTextual() ? text(mailbox, "email") : "-",
                            state(mailbox)));
        AlignedColumns.print(rows, out);
    }

    static String extensions(JsonNode mailbox, String between) {
        return list(mailbox, "extensions", between);
    }

    static String list(JsonNode mailbox, String member, String between) {
        var texts = new ArrayList<String>();
        mailbox.path(member).forEach(e -> texts.add(Quote.printable(e.asText())));
        return String.join(between, texts);
    }

    static String text(JsonNode node, String member) {
        return Quote.printable(node.path(member).asText(""));
    }

    private static String state(JsonNode mailbox) {
        var pin = mailbox.path("pin");
        if (!mailbox.path("subscriberAccessEnabled").asBoolean()) return "disabled";
        if (pin.path("outsideLockedOut").asBoolean() && !pin.path("trustedLockedOut").asBoolean())
            return "outside blocked";
        if (pin.path("lockedOut").asBoolean()) return "locked";
        if (pin.path("lapsed").asBoolean()) return "PIN lapsed";
        return pin.path("pinExpired").asBoolean() ? "PIN to be changed" : "ok";
    }
}
