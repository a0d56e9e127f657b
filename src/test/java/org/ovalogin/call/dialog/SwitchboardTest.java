package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.NEW_PIN;
import static org.ovalogin.call.dialog.House.PIN;
import static org.ovalogin.call.dialog.House.WRONG_PIN;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.call.dialog.Switchboard.Standing;
import org.ovalogin.core.input.Language;

class SwitchboardTest {
    private static final List<String> ENDINGS =
            Arrays.stream(Ending.values()).map(Ending::name).toList();

    private final List<String> heard = new ArrayList<>();
    private final House house =
            House.withOwner(
                    plan ->
                            plan.listener =
                                    new CallListener() {
                                        @Override
                                        public void began() {
                                            heard.add("began");
                                        }

                                        @Override
                                        public void replied(Duration wait) {
                                            assertThat(wait).isPositive();
                                            heard.add("replied");
                                        }

                                        @Override
                                        public void judged(Duration wait) {
                                            assertThat(wait).isPositive();
                                            heard.add("judged");
                                        }

                                        @Override
                                        public void ended(Ending how) {
                                            heard.add(how.name());
                                        }
                                    });

    private List<CallStage> stages() {
        return house.switchboard().standings().stream()
                .filter(standing -> standing.callers() > 0)
                .map(Standing::stage)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "welcome, EXTENSION",
        "enter-extension, EXTENSION",
        "enter-pin, PIN",
        "main-menu, MENU",
        "personal-options, MENU",
        "new-pin-again, NEW_PIN",
        "login-incorrect, PIN",
    })
    void aCallerIsWhereTheDialogIs(String prompt, CallStage stage) {
        var seen = new ArrayList<CallStage>();
        var script =
                "51234 " + WRONG_PIN + "# " + PIN + "# 6 3 " + (NEW_PIN + "# ").repeat(2) + "* *";
        house.phone()
                .dials(script, new ScriptedLine.Happening(prompt, () -> seen.addAll(stages())));
        assertThat(seen).isNotEmpty().containsOnly(stage);
        assertThat(stages()).as("after the call").isEmpty();
    }

    @Test
    void anEntryIsJudgedInAStageOfItsOwn() {
        var call =
                new LiveCall(
                        new ScriptedLine(House.catalogue(), ""), CallListener.NONE, House.PATIENCE);
        call.at(CallStage.PIN);
        var caller =
                new Caller(
                        call,
                        House.catalogue(),
                        new Pace(Duration.ZERO, House.PATIENCE, Runnable::run),
                        Language.EN,
                        3);
        assertThat(caller.await(() -> call.since().stage(), CallStage.MENU))
                .isEqualTo(CallStage.VERDICT);
        assertThat(call.since().stage()).isEqualTo(CallStage.PIN);
    }

    @Test
    void staysSinceTheFirstMomentOfAStage() {
        var call =
                new LiveCall(
                        new ScriptedLine(House.catalogue(), ""), CallListener.NONE, House.PATIENCE);
        call.at(CallStage.PIN);
        var since = call.since();
        call.at(CallStage.PIN);
        assertThat(call.since()).isSameAs(since);
    }

    @Test
    void everyCallIsCountedOnceByItsEnding() {
        house.phone().dials("51234 " + PIN + "# 1");
        house.phone().dialsAsFarAs("51234");
        house.phone().asking("dialplan=nowhere").dialsAsFarAs("");
        assertThat(heard).filteredOn(h -> h.equals("began")).hasSize(3);
        assertThat(heard)
                .filteredOn(h -> ENDINGS.contains(h))
                .containsExactly("SUCCESS", "HANGUP", "UNAVAILABLE");
        assertThat(heard).contains("replied").containsOnlyOnce("judged");
    }

    /// The store's work during a fault counts too.
    @Test
    void aCallWithoutAStoreHasAnEndingToo() {
        house.store().breakAt(1, BreakableStore.When.BEFORE, true);
        house.phone().dialsAsFarAs("");
        assertThat(heard).contains("UNAVAILABLE");
        assertThat(stages()).isEmpty();
    }
}
