package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.EventEntry;
import org.ovalogin.core.mailbox.FieldChange;
import org.ovalogin.core.mailbox.FieldChanges;
import org.ovalogin.core.mailbox.HourlyCount;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.store.EventQuery;

/// What is expected of looking for events, and of telling others of them.
class EventsContractTest extends EachDatabase {
    private Event about(Name name, String result, String plan, String subject, String by) {
        return new Event(
                clock.instant(),
                new Event.Occurrence(name, result),
                new Event.Target(plan, Optional.empty(), subject),
                new Origin(by, ""),
                1);
    }

    private void append(Event... events) {
        store().change(work -> List.of(events).forEach(work.events()::append));
    }

    private List<EventEntry> entries(EventQuery query) {
        return store().read(view -> view.events().list(query));
    }

    private List<String> results(EventQuery query) {
        return entries(query).stream().map(e -> e.event().result()).toList();
    }

    /// @param name of one component of the query, and its value
    private static EventQuery query(Object... name) {
        var is = List.of(name);
        var match =
                new EventQuery.Match(
                        value(is, "mailbox", Optional.empty()),
                        value(is, "dialPlan", Optional.empty()),
                        value(is, "names", Optional.<Set<Name>>empty()).orElse(Set.of()),
                        value(is, "result", Optional.empty()),
                        new EventQuery.Source(
                                value(is, "by", Optional.empty()),
                                value(is, "account", Optional.empty()),
                                value(is, "caller", Optional.empty()),
                                value(is, "address", Optional.empty())));
        var period =
                new EventQuery.Period(
                        value(is, "since", Optional.empty()), value(is, "until", Optional.empty()));
        return new EventQuery(
                match,
                period,
                new EventQuery.Numbers(
                        value(is, "before", Optional.empty()),
                        value(is, "after", Optional.empty())),
                value(is, "oldestFirst", Optional.of(false)).orElseThrow(),
                value(is, "limit", Optional.of(100)).orElseThrow());
    }

    @SuppressWarnings("unchecked")
    private static <T> Optional<T> value(List<?> is, String name, Optional<T> otherwise) {
        var at = is.indexOf(name);
        return at < 0 ? otherwise : Optional.of((T) is.get(at + 1));
    }

    /// Nor do those that come from another place each, such as all the addresses of one IPv6
    /// network.
    @Test
    void aFloodFromManyPlacesFillsNoDiskEither() {
        var times = 3_000;
        store().change(
                        work -> {
                            for (var i = 0; i < times; i++)
                                work.events()
                                        .append(
                                                Event.about(
                                                        clock.instant(),
                                                        Name.ACCOUNT_SIGN_IN,
                                                        "Delayed",
                                                        "",
                                                        "account " + i,
                                                        new Origin("unknown", "2001:db8::" + i)));
                        });
        var rows = entries(query("limit", 10_000)).stream().map(EventEntry::event).toList();
        assertThat(rows).hasSizeBetween(900, 1_200);
        assertThat(rows.stream().mapToInt(Event::count).sum()).isEqualTo(times);
    }

    /// Anybody can forge another number for each call, and call one locked mailbox after the other.
    @Test
    void aFloodOfRefusalsFillsNoDisk() {
        var times = 3_000;
        store().change(
                        work -> {
                            for (var i = 0; i < times; i++)
                                work.events()
                                        .append(
                                                new Event(
                                                        clock.instant(),
                                                        new Event.Occurrence(
                                                                Name.SIGN_IN,
                                                                Event.SignInResult.LOCKED.title()),
                                                        new Event.Target(
                                                                "default",
                                                                Optional.of(UUID.randomUUID()),
                                                                ""),
                                                        new Origin("caller 0" + i, "trunk"),
                                                        1));
                        });
        var rows = entries(query("limit", 10_000)).stream().map(EventEntry::event).toList();
        assertThat(rows).hasSizeBetween(900, 1_100);
        assertThat(rows).extracting(e -> e.origin().by()).contains("caller 00", "several");
        assertThat(rows.stream().mapToInt(Event::count).sum()).isEqualTo(times);
        clock.pass(Duration.ofMinutes(1));
        append(refusal("caller 4155550100"));
        assertThat(entries(EventQuery.ALL).getFirst().event().origin().by())
                .isEqualTo("caller 4155550100");
    }

    private Event refusal(String by) {
        return about(Name.SIGN_IN, Event.SignInResult.UNKNOWN_EXTENSION.title(), "default", "", by);
    }

    @Nested
    class Queries {
        @Test
        void eventAboutAPolicyIsReadAsItWasWritten() {
            var event =
                    about(Name.POLICY_CHANGED, "Saved", "default", "P 'one' \u2603", "account t");
            append(event);
            assertThat(entries(EventQuery.ALL))
                    .singleElement()
                    .extracting(EventEntry::event)
                    .isEqualTo(event);
        }

        @Test
        void eachConditionHolds() {
            var mailbox = added("51234");
            append(about(Name.ACCOUNT_CHANGED, "a", "", "s", "account Alice"));
            clock.pass(Duration.ofMillis(1));
            var second = clock.instant();
            append(event(mailbox, "b", second, new Origin("caller 1_0%", "")));
            clock.pass(Duration.ofMillis(1));
            append(about(Name.POLICY_CHANGED, "c", "other", "s", "account bob"));
            assertThat(results(EventQuery.ALL)).containsExactly("c", "b", "a");
            assertThat(results(query("mailbox", mailbox.guid()))).containsExactly("b");
            assertThat(results(query("mailbox", UUID.randomUUID()))).isEmpty();
            assertThat(results(query("dialPlan", "other"))).containsExactly("c");
            assertThat(results(query("names", Set.of(Name.POLICY_CHANGED, Name.ACCOUNT_CHANGED))))
                    .containsExactly("c", "a");
            assertThat(results(query("result", "a"))).containsExactly("a");
            assertThat(results(query("by", "ACCOUNT"))).containsExactly("c", "a");
            assertThat(results(query("by", "alice"))).containsExactly("a");
            assertThat(results(query("by", "1_0%"))).containsExactly("b");
            assertThat(results(query("by", "%o%"))).isEmpty();
            assertThat(results(query("since", second))).containsExactly("c", "b");
            assertThat(results(query("until", second))).containsExactly("a");
            assertThat(results(query("since", second, "dialPlan", "default"))).containsExactly("b");
        }

        @Test
        void anAccountHasItsActsAndThoseAboutIt() {
            append(about(Name.ACCOUNT_CHANGED, "a", "", "alice", "account bob"));
            append(about(Name.POLICY_CHANGED, "b", "", "bob", "account carol"));
            append(about(Name.ACCOUNT_SIGN_IN, "c", "", "bob", "account bob"));
            append(about(Name.ACCOUNT_SIGN_IN, "d", "", "bobby", "account bobby"));
            append(about(Name.SIGN_IN, "e", "", "", "caller bob"));
            assertThat(results(query("account", "Bob"))).containsExactly("c", "a");
            assertThat(results(query("account", "bob", "oldestFirst", true)))
                    .containsExactly("a", "c");
            assertThat(results(query("account", "bob", "limit", 1))).containsExactly("c");
            assertThat(results(query("account", "alice"))).containsExactly("a");
        }

        @Test
        void aCallerAndAnAddressAreExact() {
            var mailbox = added("51234");
            var now = clock.instant();
            append(event(mailbox, "a", now, new Origin("caller 4155550100", "192.0.2.1 trunk-a")));
            append(event(mailbox, "b", now, new Origin("caller 415555010", "192.0.2.10 trunk")));
            append(event(mailbox, "c", now, new Origin("account 4155550100", "192.0.2.1")));
            append(event(mailbox, "d", now, new Origin("caller Anonymous", "2001:db8::1")));
            assertThat(results(query("caller", "4155550100"))).containsExactly("a");
            assertThat(results(query("caller", "anonymous"))).containsExactly("d");
            assertThat(results(query("address", "192.0.2.1"))).containsExactly("c", "a");
            assertThat(results(query("address", "192.0.2.1", "caller", "4155550100")))
                    .containsExactly("a");
            assertThat(results(query("address", "2001:db8::1"))).containsExactly("d");
            assertThat(results(query("mailbox", mailbox.guid(), "address", "192.0.2.10")))
                    .containsExactly("b");
            assertThat(results(query("address", ""))).isEmpty();
        }

        @Test
        void namesAndResultsGoTogether() {
            append(about(Name.POLICY_CHANGED, "Changed", "", "p", "account a"));
            append(about(Name.DIAL_PLAN_CHANGED, "Changed", "", "d", "account a"));
            append(about(Name.POLICY_CHANGED, "Created", "", "q", "account a"));
            append(about(Name.LOCKED, "", "", "", "system"));
            assertThat(subjects(query("names", Set.of(Name.POLICY_CHANGED))))
                    .containsExactly("q", "p");
            assertThat(subjects(query("result", "Changed"))).containsExactly("d", "p");
            assertThat(
                            subjects(
                                    query(
                                            "result",
                                            "Changed",
                                            "names",
                                            Set.of(Name.POLICY_CHANGED, Name.LOCKED))))
                    .containsExactly("p");
            assertThat(results(query("names", Set.of(Name.LOCKED)))).containsExactly("");
            assertThat(results(query("names", Set.of(Name.RESTORED)))).isEmpty();
        }

        private List<String> subjects(EventQuery query) {
            return entries(query).stream().map(e -> e.event().subject()).toList();
        }

        /// Transactions commit in another order than their clocks say, and clocks are set.
        @Test
        void aPeriodHasItsEventsWhateverTheirOrder() {
            var noon = Instant.parse("2030-01-02T12:00:00Z");
            for (var hours : List.of(0, 5, -5, 1, -1, 23, 2)) {
                clock.set(noon.plus(Duration.ofHours(hours)));
                append(about(Name.POLICY_CHANGED, "" + hours, "", "", ""));
            }
            var until = noon.plus(Duration.ofHours(2));
            assertThat(results(query("since", noon))).containsExactly("2", "23", "1", "5", "0");
            assertThat(results(query("since", noon, "until", until))).containsExactly("1", "0");
            assertThat(results(query("until", noon))).containsExactly("-1", "-5");
            assertThat(results(query("since", noon.plus(Duration.ofDays(9))))).isEmpty();
            assertThat(results(query("until", noon.minus(Duration.ofDays(9))))).isEmpty();
        }

        @Test
        void changedFieldsAreReadAsTheyWereWritten() {
            var changes =
                    new FieldChanges(
                            List.of(
                                    new FieldChange("MinPINLength", "6", "8"),
                                    new FieldChange("ResetPINText", "", "a\tb\n\\c\\n \u2603"),
                                    new FieldChange("Aliases", "x".repeat(600), "")));
            var event = about(Name.POLICY_CHANGED, "Changed", "default", "p", "account a");
            append(event.with(changes));
            var read = entries(EventQuery.ALL).getFirst().event();
            assertThat(read).isEqualTo(event.with(changes));
            assertThat(read.changes().all().getLast().before()).hasSize(512).endsWith("…");
        }

        @Test
        void numbersLeadOnInBothDirections() {
            for (var i = 0; i < 5; i++) append(about(Name.POLICY_CHANGED, "r" + i, "", "", ""));
            var newest = entries(query("limit", 2));
            assertThat(newest).extracting(e -> e.event().result()).containsExactly("r4", "r3");
            var before = newest.getLast().id();
            assertThat(results(query("limit", 2, "before", before))).containsExactly("r2", "r1");
            assertThat(results(query("after", before, "oldestFirst", true))).containsExactly("r4");
            var ids = entries(query("oldestFirst", true)).stream().map(EventEntry::id).toList();
            assertThat(ids).hasSize(5).isSorted().doesNotHaveDuplicates();
            assertThat(results(query("limit", 2, "oldestFirst", true))).containsExactly("r0", "r1");
        }

        @Test
        void refusalsAboutDifferentSubjectsAreNotCountedTogether() {
            for (var subject : List.of("alice", "bob", "alice"))
                append(about(Name.ACCOUNT_SIGN_IN, "Delayed", "", subject, "1.2.3.4"));
            assertThat(entries(query("oldestFirst", true)))
                    .extracting(e -> e.event().subject() + e.event().count())
                    .containsExactly("alice2", "bob1");
        }
    }

    @Test
    void hoursCountSignInsByResultAndLocksAndResets() {
        var mailbox = added("51234");
        var hour = Instant.parse("2030-01-01T10:00:00Z");
        clock.set(hour.minusMillis(1));
        append(event(mailbox, "Success"));
        clock.set(hour);
        append(event(mailbox, "Success"), event(mailbox, "WrongPin"), event(mailbox, "WrongPin"));
        append(event(mailbox, "Locked"), event(mailbox, "Locked"));
        append(about(Name.LOCKED, "", "default", "", ""), about(Name.UNLOCKED, "", "", "", ""));
        clock.set(hour.plus(Duration.ofHours(1)));
        append(event(mailbox, "Success"));
        assertThat(hourly(hour))
                .containsExactly(
                        new HourlyCount(hour, Name.LOCKED, "", 1),
                        new HourlyCount(hour, Name.SIGN_IN, "Locked", 2),
                        new HourlyCount(hour, Name.SIGN_IN, "Success", 1),
                        new HourlyCount(hour, Name.SIGN_IN, "WrongPin", 2),
                        new HourlyCount(hour.plusSeconds(3600), Name.SIGN_IN, "Success", 1));
        assertThat(hourly(hour.minusMillis(1)).getFirst().hour())
                .isEqualTo(hour.minusSeconds(3600));
    }

    private List<HourlyCount> hourly(Instant since) {
        return store().read(view -> view.events().hourly(since));
    }

    @Nested
    class Publication {
        private final List<Event> heard = new ArrayList<>();

        private SqlMailboxStore store(Consumer<Event> events) {
            return new SqlMailboxStore(database(), clock, events);
        }

        @Test
        void comesAfterTheCommitInOrder() {
            var mailbox = added("51234");
            var first = event(mailbox, "Success");
            var second = event(mailbox, "WrongPin");
            var inStore = new ArrayList<Integer>();
            Consumer<Event> listener =
                    e -> {
                        heard.add(e);
                        inStore.add(events(mailbox).size());
                    };
            store(listener)
                    .change(
                            work -> {
                                work.events().append(first);
                                work.events().append(second);
                                assertThat(heard).isEmpty();
                            });
            assertThat(heard).containsExactly(first, second);
            assertThat(inStore).containsExactly(2, 2);
        }

        @Test
        void isOfCommittedEventsOnly() {
            var mailbox = added("51234");
            var store = store(heard::add);
            assertThatThrownBy(
                            () ->
                                    store.change(
                                            work -> {
                                                work.events().append(event(mailbox, "Success"));
                                                throw new IllegalStateException();
                                            }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(heard).isEmpty();
            var kept = event(mailbox, "WrongPin");
            store.change(work -> work.events().append(kept));
            assertThat(heard).containsExactly(kept);
        }

        @Test
        void isOfEveryRefusalThatSharesARow() {
            var refusal = event(added("51234"), "Locked");
            var store = store(heard::add);
            store.change(work -> work.events().append(refusal));
            store.change(work -> work.events().append(refusal));
            assertThat(heard).containsExactly(refusal, refusal).allMatch(e -> e.count() == 1);
        }

        @Test
        void thatFailsDoesNotTouchTheStoreNorTheNextOne() {
            var mailbox = added("51234");
            var store =
                    store(
                            e -> {
                                heard.add(e);
                                throw new IllegalStateException("deaf");
                            });
            store.change(
                    work -> {
                        work.events().append(event(mailbox, "Success"));
                        work.events().append(event(mailbox, "WrongPin"));
                    });
            assertThat(heard).hasSize(2);
            assertThat(events(mailbox)).hasSize(2);
        }

        @Test
        void isOfTheOutboxToo() {
            var mailbox = added("51234");
            var outbox = new SqlOutbox(database(), clock, heard::add, "");
            for (var i = 0; i < 2; i++) {
                var notice = notice(mailbox);
                store(heard::add).change(work -> work.notices().post(notice));
                if (i == 0) outbox.delivered(notice.id(), Optional.empty());
                else outbox.failed(notice.id(), "Refused 550");
            }
            assertThat(heard)
                    .extracting(Event::name)
                    .containsExactly(Name.MAIL_SENT, Name.MAIL_FAILED);
        }

        private Notice notice(Mailbox mailbox) {
            return new Notice(
                    UUID.randomUUID(),
                    new Notice.Addressee.Owner(mailbox.guid()),
                    "a@contoso.com",
                    new Notice.Report(Notice.Kind.CHANGED, "", 0),
                    new Notice.Secret(Optional.empty(), 1),
                    clock.instant());
        }
    }
}
