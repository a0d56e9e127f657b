package org.ovalogin.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Origin;

final class RecentDialPlansTest {
    private final Map<String, DialPlan> stored = new HashMap<>();
    private long now;
    private int reads;
    private final RecentDialPlans recent = new RecentDialPlans(() -> now);

    private Optional<DialPlan> find(String name) {
        return recent.find(
                name,
                n -> {
                    reads++;
                    return Optional.ofNullable(stored.get(n));
                });
    }

    private void changedHere() {
        var actor = new Origin("test", "");
        var name = Event.Name.DIAL_PLAN_CHANGED;
        recent.accept(Event.about(Instant.EPOCH, name, "Changed", "sales", "sales", actor));
    }

    @Test
    void callsOfOneSecondReadOnce() {
        stored.put("sales", DialPlan.named("sales"));
        find("sales");
        now += Duration.ofMillis(999).toNanos();
        assertThat(find("sales")).contains(DialPlan.named("sales"));
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void otherSpellingsAreFoundAndNotKept() {
        stored.put("Sales", DialPlan.named("Sales"));
        for (var spelling : List.of("sales", "SALES", "sales")) {
            var found = recent.find(spelling, _ -> Optional.ofNullable(stored.get("Sales")));
            assertThat(found).contains(DialPlan.named("Sales"));
        }
        stored.clear();
        assertThat(recent.find("sales", n -> Optional.ofNullable(stored.get(n)))).isEmpty();
    }

    @Test
    void aRemovalElsewhereCountsAfterASecond() {
        stored.put("sales", DialPlan.named("sales"));
        find("sales");
        stored.clear();
        now += Duration.ofSeconds(1).toNanos();
        assertThat(find("sales")).isEmpty();
    }

    @Test
    void aRemovalHereCountsAtOnce() {
        stored.put("sales", DialPlan.named("sales"));
        find("sales");
        stored.clear();
        changedHere();
        assertThat(find("sales")).isEmpty();
    }

    @Test
    void aNameThatWasUnknownIsAskedForAgain() {
        find("sales");
        stored.put("sales", DialPlan.named("sales"));
        assertThat(find("sales")).isPresent();
    }
}
