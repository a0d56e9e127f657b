package org.ovalogin.cli.local;

import static org.ovalogin.cli.local.MailboxTable.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import org.ovalogin.cli.client.Request;
import org.ovalogin.cli.client.Server;
import org.ovalogin.cli.terminal.Times;

/// One mailbox, a line for each property, under the names of `Get-UMMailbox` and
/// `Get-UMMailboxPIN`.
///
/// @param mailbox as the REST interface has it, like the others
/// @param events newest first
record MailboxSheet(JsonNode mailbox, JsonNode dialPlan, JsonNode events) {
    /// How many events are shown.
    private static final String EVENTS = "10";

    static MailboxSheet of(Server server, JsonNode mailbox) {
        var dialPlan =
                server.send(Request.of("GET", "dialplans", mailbox.path("umDialPlan").asText()));
        var latest =
                Request.of("GET", "events")
                        .query("mailbox", mailbox.path("id").asText())
                        .query("limit", EVENTS);
        return new MailboxSheet(mailbox, dialPlan, server.send(latest).path("items"));
    }

    void print(PrintWriter out) {
        line(out, "UserID", text(mailbox, "identity"));
        line(out, "PrimarySmtpAddress", or(text(mailbox, "email"), "none"));
        if (mailbox.path("allowSharedAddress").asBoolean()) line(out, "AllowSharedAddress", "true");
        var further = MailboxTable.list(mailbox, "notifyAddresses", ", ");
        if (!further.isEmpty()) {
            line(out, "NotifyAddresses", further);
            line(out, "PINToNotifyAddresses", text(mailbox, "pinToNotifyAddresses"));
        }
        line(out, "DisplayName", text(mailbox, "displayName"));
        line(out, "Guid", text(mailbox, "id"));
        line(out, "UMDialPlan", text(mailbox, "umDialPlan"));
        line(out, "Extensions", MailboxTable.extensions(mailbox, ", "));
        line(out, "UMMailboxPolicy", text(mailbox, "umMailboxPolicy"));
        line(out, "Language", or(text(mailbox, "language"), "the channel's"));
        var zone = or(text(mailbox, "timeZone"), text(dialPlan, "timeZone"));
        line(out, "TimeZone", or(zone, "the server's"));
        pin(out, mailbox.path("pin"));
        if (!events.isEmpty()) out.printf("%nLatest events:%n");
        for (var event : events) event(out, event);
    }

    private static void pin(PrintWriter out, JsonNode pin) {
        line(out, "PinExpired", text(pin, "pinExpired"));
        line(out, "FirstTimeUser", text(pin, "firstTimeUser"));
        for (var state : List.of("LockedOut", "OutsideLockedOut", "TrustedLockedOut"))
            line(
                    out,
                    state,
                    text(pin, Character.toLowerCase(state.charAt(0)) + state.substring(1)));
        if (pin.path("lockReason").isTextual()) {
            line(out, "LockReason", text(pin, "lockReason"));
            line(out, "LockedSince", time(pin, "lockedSince"));
            line(out, "LockedUntil", or(time(pin, "lockedUntil"), "somebody lifts it"));
        }
        line(out, "FailedLogons", text(pin, "failedLogons"));
        line(out, "LastChanged", time(pin, "lastChanged"));
        line(out, "Expires", or(time(pin, "expires"), "Unlimited"));
        line(out, "LastLogon", or(time(pin, "lastLogon"), "never"));
        line(out, "Lapsed", text(pin, "lapsed"));
        var failed = pin.path("mailFailed");
        if (failed.isObject())
            line(out, "MailFailed", time(failed, "at") + " " + text(failed, "why"));
        var delayed = pin.path("mailDelayed");
        if (delayed.isObject())
            line(
                    out,
                    "MailDelayed",
                    "%s %s; next try %s"
                            .formatted(
                                    time(delayed, "since"),
                                    text(delayed, "why"),
                                    time(delayed, "next")));
    }

    private static void event(PrintWriter out, JsonNode event) {
        var result = text(event, "result");
        var count = event.path("count").asInt();
        var from = text(event, "from");
        out.printf(
                "  %s  %s%s%s  by %s%s%n",
                time(event, "at"),
                text(event, "name"),
                result.isEmpty() ? "" : " " + result,
                count == 1 ? "" : " (%d times)".formatted(count),
                text(event, "by"),
                from.isEmpty() ? "" : " from " + from);
    }

    /// To the second; empty where there is none.
    private static String time(JsonNode node, String member) {
        var text = text(node, member);
        return text.isEmpty() ? "" : Times.shown(Instant.parse(text));
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private static void line(PrintWriter out, String name, String value) {
        out.printf("%-16s: %s%n", name, value);
    }
}
