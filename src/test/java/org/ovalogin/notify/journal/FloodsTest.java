package org.ovalogin.notify.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Origin;

class FloodsTest {
    private static final Instant MINUTE = Instant.parse("2026-11-27T10:00:00Z");

    private final List<Event> told = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final Floods floods = new Floods(told::add, later::add);

    private static Event event(
            Event.Name name,
            String result,
            Optional<UUID> mailbox,
            String by,
            String from,
            int ms) {
        return new Event(
                MINUTE.plusMillis(ms),
                new Event.Occurrence(name, result),
                new Event.Target("", mailbox, ""),
                new Origin(by, from),
                1);
    }

    private static Event delayed(String from, int ms) {
        return event(Event.Name.ACCOUNT_SIGN_IN, "Delayed", Optional.empty(), "unknown", from, ms);
    }

    private int count() {
        return told.stream().mapToInt(Event::count).sum();
    }

    @Test
    void theFirstIsToldAtOnceAndTheOthersTogetherWithTheirNumber() {
        for (var i = 0; i < 5_000; i++) floods.accept(delayed("10.0.0.1", i));
        assertThat(told).containsExactly(delayed("10.0.0.1", 0));
        floods.accept(delayed("10.0.0.1", 60_000));
        assertThat(told)
                .extracting(Event::at, Event::count)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(MINUTE, 1),
                        org.assertj.core.api.Assertions.tuple(MINUTE.plusMillis(4_999), 4_999),
                        org.assertj.core.api.Assertions.tuple(MINUTE.plusSeconds(60), 1));
    }

    @Test
    void whenAFloodEndsItsNumberIsToldAllTheSame() {
        floods.accept(delayed("10.0.0.1", 0));
        assertThat(later).isEmpty();
        for (var i = 1; i < 10; i++) floods.accept(delayed("10.0.0.1", i));
        assertThat(later).hasSize(1);
        later.getFirst().run();
        assertThat(count()).isEqualTo(10);
        floods.close();
        assertThat(count()).isEqualTo(10);
    }

    @Test
    void aStopTellsWhatIsHeld() {
        for (var i = 0; i < 10; i++) floods.accept(delayed("10.0.0.1", i));
        floods.close();
        assertThat(count()).isEqualTo(10);
    }

    /// Whatever differs: number, mailbox or origin.
    @Test
    void aFloodOfDifferentOnesIsBoundedAsTheTableIs() {
        for (var i = 0; i < 20_000; i++) {
            floods.accept(delayed("2001:db8::" + Integer.toHexString(i), 1));
            floods.accept(
                    event(
                            Event.Name.SIGN_IN,
                            "Locked",
                            Optional.of(new UUID(1, i)),
                            "caller " + i,
                            "10.0.0.1 PJSIP/" + i,
                            2));
        }
        assertThat(told.size()).isLessThan(1_200);
        floods.close();
        assertThat(told.size()).isLessThan(2_400);
        assertThat(count()).isEqualTo(40_000);
    }

    @Test
    void comparisonsAndAllElseAreToldOneByOne() {
        for (var result : List.of("WrongPin", "Success", "Stale"))
            for (var i = 0; i < 300; i++)
                floods.accept(
                        event(Event.Name.SIGN_IN, result, Optional.empty(), "caller 1", "a", 1));
        for (var i = 0; i < 300; i++)
            floods.accept(
                    event(Event.Name.ACCOUNT_SIGN_IN, "Failed", Optional.empty(), "x", "a", 1));
        assertThat(told).hasSize(1_200);
        assertThat(Duration.between(MINUTE, told.getLast().at())).isEqualTo(Duration.ofMillis(1));
    }
}
