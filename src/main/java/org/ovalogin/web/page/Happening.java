package org.ovalogin.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.Event.Occurrence;
import org.ovalogin.core.mailbox.Event.SignInResult;

/// Refused sign-ins of one kind, of one caller and close in time, or any other single event: one
/// sentence on the page.
///
/// @param events newest first; never empty
/// @param cut older events may belong to it that were not read
public record Happening(List<Event> events, boolean cut) {
    /// The longest pause within one happening.
    static final Duration PAUSE = Duration.ofMinutes(30);

    /// Refusals that a caller repeats.
    private static final Set<String> REPEATED =
            Set.of(
                    SignInResult.WRONG_PIN.title(),
                    SignInResult.LOCKED.title(),
                    SignInResult.LAPSED.title(),
                    SignInResult.DISABLED.title(),
                    SignInResult.OVER_BUDGET.title(),
                    SignInResult.UNAVAILABLE.title());

    /// Events that begin a new count: refusals before and after them are different stories.
    private static final Set<Name> TURNS = Set.of(Name.PIN_CHANGED, Name.PIN_RESET, Name.UNLOCKED);

    public Happening {
        events = List.copyOf(events);
    }

    private record Key(Occurrence occurrence, String by) {}

    /// The happenings of these events, in the order of their newest events.
    ///
    /// @param events of one mailbox, newest first
    /// @param more older events exist that were not read
    static List<Happening> of(List<Event> events, boolean more) {
        var all = new ArrayList<List<Event>>();
        var open = new HashMap<Key, List<Event>>();
        for (var event : events) {
            if (turn(event)) open.clear();
            var key = new Key(event.occurrence(), event.origin().by());
            var group = open.get(key);
            if (group != null && near(event, group.getLast())) {
                group.add(event);
                continue;
            }
            var begun = new ArrayList<>(List.of(event));
            all.add(begun);
            if (repeated(event)) open.put(key, begun);
        }
        return all.stream()
                .map(group -> new Happening(group, more && reachesBack(group, events, open)))
                .toList();
    }

    private static boolean reachesBack(
            List<Event> group, List<Event> all, Map<Key, List<Event>> open) {
        return open.containsValue(group) && near(all.getLast(), group.getLast());
    }

    private static boolean near(Event earlier, Event later) {
        return Duration.between(earlier.at(), later.at()).compareTo(PAUSE) <= 0;
    }

    private static boolean repeated(Event event) {
        return event.name() == Name.SIGN_IN && REPEATED.contains(event.result());
    }

    private static boolean turn(Event event) {
        return TURNS.contains(event.name())
                || (event.name() == Name.SIGN_IN
                        && event.result().equals(SignInResult.SUCCESS.title()));
    }

    /// Whether a sentence counts it, instead of a line of its own.
    public boolean counted() {
        return repeated(events.getFirst()) && count() > 1;
    }

    /// A row of a flood counts as often as it occurred.
    public long count() {
        return events.stream().mapToLong(Event::count).sum();
    }

    public Event newest() {
        return events.getFirst();
    }

    public Instant begin() {
        return events.getLast().at();
    }

    public Instant end() {
        return events.getFirst().at();
    }
}
