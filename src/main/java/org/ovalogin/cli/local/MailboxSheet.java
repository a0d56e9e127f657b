package org.ovalogin.cli.local;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.ovalogin.core.administration.MailboxReport;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.core.pin.Lockouts.Path;

/// One mailbox, a line for each thing to know about it, under the names that `Get-UMMailbox` and
/// `Get-UMMailboxPIN` give them.
final class MailboxSheet {
    /// As many events as are shown.
    static final int EVENTS = 10;

    private final MailboxReport report;

    MailboxSheet(MailboxReport report) {
        this.report = report;
    }

    void print(List<Event> events, PrintWriter out) {
        var mailbox = report.mailbox();
        var now = report.now();
        var pin = mailbox.pin();
        var policy = mailbox.policy().pin();
        var lock = mailbox.lockouts().lock(policy, now);
        line(out, "UserID", mailbox.address());
        line(out, "DisplayName", mailbox.displayName());
        line(out, "Guid", mailbox.guid());
        line(out, "UMDialPlan", mailbox.dialPlan().name());
        line(out, "Extensions", String.join(", ", mailbox.extensions()));
        line(out, "UMMailboxPolicy", mailbox.policy().name());
        line(out, "Language", mailbox.language().map(Language::code).orElse("the channel's"));
        line(
                out,
                "TimeZone",
                mailbox.timeZone()
                        .or(() -> mailbox.dialPlan().timeZone())
                        .map(TimeZone::name)
                        .orElse("the server's"));
        line(out, "PinExpired", pin.mustChange() || pin.expired(policy, now));
        line(out, "FirstTimeUser", mailbox.firstTimeUser());
        line(out, "LockedOut", lock.isPresent());
        line(out, "OutsideLockedOut", mailbox.locked(Path.OUTSIDE, now));
        line(out, "TrustedLockedOut", mailbox.locked(Path.TRUSTED, now));
        lock.ifPresent(
                held -> {
                    line(
                            out,
                            "LockReason",
                            held.reason() == Lockout.Reason.FAILURES
                                    ? "failures"
                                    : "administrator");
                    line(out, "LockedSince", seconds(held.since()));
                });
        line(out, "FailedLogons", mailbox.lockouts().failures());
        line(out, "LastChanged", seconds(pin.setAt()));
        line(
                out,
                "Expires",
                pin.ends(policy).map(at -> seconds(at).toString()).orElse("Unlimited"));
        line(
                out,
                "LastLogon",
                mailbox.lastLogon().map(at -> seconds(at).toString()).orElse("never"));
        line(out, "Lapsed", mailbox.lapsed(now));
        report.mailFailure()
                .ifPresent(
                        failure ->
                                line(
                                        out,
                                        "MailFailed",
                                        seconds(failure.at()) + " " + failure.why()));
        report.mailDelay()
                .ifPresent(
                        delay ->
                                line(
                                        out,
                                        "MailDelayed",
                                        "%s %s; next try %s"
                                                .formatted(
                                                        seconds(delay.since()),
                                                        delay.why(),
                                                        seconds(delay.next()))));
        if (!events.isEmpty()) out.printf("%nLatest events:%n");
        for (var event : events) {
            var result = event.result().isEmpty() ? "" : " " + event.result();
            var times = event.count() == 1 ? "" : " (%d times)".formatted(event.count());
            out.printf(
                    "  %s  %s%s%s  by %s%s%n",
                    seconds(event.at()),
                    event.name().title(),
                    result,
                    times,
                    event.origin().by(),
                    from(event));
        }
    }

    private static String from(Event event) {
        return Optional.of(event.origin().from())
                .filter(f -> !f.isEmpty())
                .map(f -> " from " + f)
                .orElse("");
    }

    private static Instant seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }

    private static void line(PrintWriter out, String name, Object value) {
        out.printf("%-16s: %s%n", name, value);
    }
}
