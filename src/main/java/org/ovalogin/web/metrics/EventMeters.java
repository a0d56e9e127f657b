package org.ovalogin.web.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.SignInResult;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.Origin;

/// Counts the events that this process records. Every series exists from the start, at 0: a series
/// that appears with its first event has no rate.
final class EventMeters implements Consumer<Event> {
    private static final List<String> SIGN_IN_RESULTS =
            Arrays.stream(SignInResult.values()).map(SignInResult::title).toList();
    private static final List<String> ACCOUNT_RESULTS = List.of("Success", "Failed", "Delayed");
    private static final String CALLER = "caller ";
    private static final List<String> NONE = List.of("");

    /// @param label empty: none
    private record Series(String name, String label, List<String> values, String description) {}

    private static final Series SIGN_INS =
            new Series(
                    "ova.sign.ins", "result", SIGN_IN_RESULTS, "Entries of an extension and a PIN");
    private static final Series ACCOUNT_SIGN_INS =
            new Series(
                    "ova.account.sign.ins",
                    "result",
                    ACCOUNT_RESULTS,
                    "Sign-ins of administrators, on the page or with a password for a token");
    private static final Series LOCKS =
            new Series(
                    "ova.mailbox.locks",
                    "by",
                    List.of("failures", "administrator", "owner"),
                    "Locks set on mailboxes");
    private static final Series RESETS =
            new Series(
                    "ova.pin.resets",
                    "by",
                    List.of("failures", "administrator", "owner"),
                    "PIN resets: automatic after failures, by an administrator, or by the owner's link");
    private static final Series CHANGES =
            new Series("ova.pin.changes", "", NONE, "PINs changed by their owners on the phone");
    private static final Series NOTICES =
            new Series(
                    "ova.notices",
                    "result",
                    List.of("sent", "failed"),
                    "E-mails to owners, sent or given up");

    private static final Series ALARMS =
            new Series(
                    "ova.budget.alarms",
                    "",
                    NONE,
                    "Budgets of failures that were used up, of one source or in total");

    private final Map<String, Counter> counters = new HashMap<>();

    EventMeters(MeterRegistry registry) {
        for (var series :
                List.of(SIGN_INS, ACCOUNT_SIGN_INS, LOCKS, RESETS, CHANGES, NOTICES, ALARMS))
            for (var value : series.values()) {
                var counter = Counter.builder(series.name()).description(series.description());
                if (!series.label().isEmpty()) counter.tag(series.label(), value);
                counters.put(series.name() + value, counter.register(registry));
            }
    }

    @Override
    public void accept(Event event) {
        switch (event.name()) {
            case SIGN_IN -> count(SIGN_INS, event.result());
            case ACCOUNT_SIGN_IN -> count(ACCOUNT_SIGN_INS, event.result());
            case LOCKED -> count(LOCKS, by(event.origin()));
            case AUTOMATIC_RESET -> {
                if (event.result().isEmpty()) count(RESETS, "failures");
            }
            case PIN_RESET -> count(RESETS, by(event.origin()));
            case PIN_CHANGED -> count(CHANGES, "");
            case BUDGET_ALARM -> count(ALARMS, "");
            case MAIL_SENT -> count(NOTICES, "sent");
            case MAIL_FAILED -> count(NOTICES, "failed");
            default -> {}
        }
    }

    private static String by(Origin origin) {
        if (origin.by().equals(Origin.SYSTEM.by())) return "failures";
        return origin.by().equals(Notice.BY_SELF_SERVICE) || origin.by().startsWith(CALLER)
                ? "owner"
                : "administrator";
    }

    /// Ignores values outside the series: they would be labels chosen by the network.
    private void count(Series series, String value) {
        var counter = counters.get(series.name() + value);
        if (counter != null) counter.increment();
    }
}
