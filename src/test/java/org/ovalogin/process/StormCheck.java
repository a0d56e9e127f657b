package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Compares the database after a storm with the promises, and with the answers that participants
/// received.
final class StormCheck {
    private static final int MAX_LOGON_ATTEMPTS = 15;

    /// Records every state of a mailbox, in the transaction that made it.
    static final String WATCH =
            """
            create table watched (n bigint generated always as identity primary key, guid text, streak bigint, charges int,
                failures int, reset int, version bigint, reason text, sealed text);
            create function watch() returns trigger language plpgsql as $$ begin
                insert into watched (guid, streak, charges, failures, reset, version, reason, sealed) values (new.mailbox_guid, new.streak,
                    new.charges, new.failures, new.reset_in_streak, new.pin_version, coalesce(new.lock_reason, ''), md5(new.pin_sealed));
                return null;
            end $$;
            create trigger watch after insert or update on mailbox for each row execute function watch();
            """;

    private static final String COMPARISONS = "('WrongPin', 'Success', 'Stale')";

    private final RealPostgres database;
    private final StormRecord record;

    StormCheck(RealPostgres database, StormRecord record) {
        this.database = database;
        this.record = record;
    }

    /// Counts of a mailbox's changes from one state to the next.
    private record Steps(int charges, int automaticResets, int resets, int locks) {}

    /// @param mailboxes GUIDs by extension
    void everything(Map<String, String> mailboxes) {
        mailboxes.forEach(this::oneMailbox);
        everyCall();
        everyReset();
        everyEventWasTold();
    }

    private void oneMailbox(String extension, String guid) {
        var steps = steps(extension, guid);
        var comparisons = signIns(guid, COMPARISONS);
        assertThat(comparisons)
                .as("%s: a comparison for each charge at most", extension)
                .isLessThanOrEqualTo(steps.charges());
        var unanswered =
                record.callsTo(extension).stream()
                        .mapToInt(c -> c.attempts() - c.refusals() - (c.in() ? 1 : 0))
                        .sum();
        assertThat(steps.charges() - comparisons)
                .as("%s: charges without a verdict are of callers without an answer", extension)
                .isLessThanOrEqualTo(unanswered);
        assertThat(events(guid, "AUTOMATIC_RESET"))
                .as(extension)
                .isEqualTo(steps.automaticResets());
        assertThat(events(guid, "PIN_RESET")).as(extension).isEqualTo(steps.resets());
        assertThat(
                        database.number(
                                "select count(*) from event where name = 'LOCKED' and by_whom = 'system' and mailbox_guid = '%s'"
                                        .formatted(guid)))
                .as("%s: told of once for each lock at most", extension)
                .isLessThanOrEqualTo(steps.locks());
    }

    /// Compares each state with the one before it.
    private Steps steps(String extension, String guid) {
        var states =
                database.rows(
                        "select * from watched where guid = '%s' order by n".formatted(guid),
                        "streak",
                        "charges",
                        "failures",
                        "reset",
                        "version",
                        "reason",
                        "sealed");
        var charges = 0;
        var automatic = 0;
        var resets = 0;
        var locks = 0;
        var before = states.getFirst();
        for (var state : states.subList(1, states.size())) {
            var what = "%s: from %s to %s".formatted(extension, before.values(), state.values());
            var sameStreak = number(state, "streak") == number(before, "streak");
            var newer = number(state, "version") - number(before, "version");
            assertThat(newer).as(what).isBetween(0L, 1L);
            assertThat(text(state, "sealed").equals(text(before, "sealed")))
                    .as(what)
                    .isEqualTo(newer == 0);
            if (sameStreak) {
                var charged = number(state, "charges") - number(before, "charges");
                assertThat(charged).as(what).isBetween(0L, 1L);
                charges += (int) charged;
                assertThat(number(state, "reset"))
                        .as(what)
                        .isGreaterThanOrEqualTo(number(before, "reset"));
                if (newer == 1) {
                    assertThat(number(before, "reset")).as(what).isZero();
                    automatic++;
                }
            } else {
                assertThat(number(state, "streak"))
                        .as(what)
                        .isEqualTo(number(before, "streak") + 1);
                assertThat(number(state, "charges")).as(what).isZero();
                resets += (int) newer;
            }
            assertThat(number(state, "charges")).as(what).isLessThanOrEqualTo(MAX_LOGON_ATTEMPTS);
            assertThat(number(state, "failures")).as(what).isEqualTo(number(state, "charges"));
            if (text(state, "reason").equals("FAILURES")
                    && !text(before, "reason").equals("FAILURES")) locks++;
            before = state;
        }
        return new Steps(charges, automatic, resets, locks);
    }

    private static long number(Map<String, String> row, String column) {
        return Long.parseLong(text(row, column));
    }

    private static String text(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }

    private int signIns(String guid, String results) {
        return database.number(
                "select coalesce(sum(occurrences), 0) from event where name = 'SIGN_IN' and mailbox_guid = '%s' and result in %s"
                        .formatted(guid, results));
    }

    private int events(String guid, String name) {
        return database.number(
                "select count(*) from event where name = '%s' and mailbox_guid = '%s'"
                        .formatted(name, guid));
    }

    /// Every caller who heard a refusal, or was let in, is in the record.
    private void everyCall() {
        Map<String, Integer> refused = new HashMap<>();
        Map<String, Integer> in = new HashMap<>();
        for (var row :
                database.rows(
                        "select by_whom, result, sum(occurrences) as total from event where name = 'SIGN_IN' group by by_whom, result",
                        "by_whom",
                        "result",
                        "total")) {
            var counts = text(row, "result").equals("Success") ? in : refused;
            if (!text(row, "result").equals("Unavailable"))
                counts.merge(text(row, "by_whom"), (int) number(row, "total"), Integer::sum);
        }
        for (var call : record.calls) {
            var by = "caller " + call.number();
            assertThat(refused.getOrDefault(by, 0))
                    .as("refusals of %s", call)
                    .isBetween(call.refusals(), call.attempts());
            assertThat(in.getOrDefault(by, 0))
                    .as("%s", call)
                    .isBetween(call.in() ? 1 : 0, call.right() ? 1 : 0);
        }
    }

    private void everyReset() {
        for (var reset : record.resets)
            assertThat(
                            database.number(
                                    "select count(*) from event where name = 'PIN_RESET' and by_whom = 'account %s'"
                                            .formatted(reset.by())))
                    .as("%s", reset)
                    .isBetween(reset.answered() ? 1 : 0, 1);
    }

    private void everyEventWasTold() {
        var all = new HashSet<Long>();
        for (var row : database.rows("select event_id from event", "event_id"))
            all.add(number(row, "event_id"));
        assertThat(record.told).isEqualTo(all);
    }

    static int count(List<StormRecord.Call> calls, Predicate<StormRecord.Call> wanted) {
        return (int) calls.stream().filter(wanted).count();
    }
}
