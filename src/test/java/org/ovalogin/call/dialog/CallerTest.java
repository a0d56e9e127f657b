package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.store.Patience;

class CallerTest {
    private static final Duration FLOOR = Duration.ofMillis(2);

    private static Caller caller(ScriptedLine line, Executor thinking) {
        var caller =
                new Caller(
                        watched(line),
                        House.catalogue(),
                        new Pace(FLOOR, House.PATIENCE, thinking),
                        Language.EN,
                        3);
        caller.speak(Language.EN);
        return caller;
    }

    private static LiveCall watched(Line line) {
        return new LiveCall(line, CallListener.NONE, House.PATIENCE);
    }

    private static ScriptedLine line(String script) {
        return new ScriptedLine(House.catalogue(), script);
    }

    @Nested
    class WhileAVerdictForms {
        @Test
        void itIsNotSpokenBeforeTheFloor() {
            var start = System.nanoTime();
            assertThat(caller(line(""), Runnable::run).await(() -> "verdict", "none"))
                    .isEqualTo("verdict");
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(FLOOR.toNanos());
        }

        @Test
        void aHangUpEndsTheWaitButNotTheVerdict() {
            var thinking = new ArrayDeque<Runnable>();
            var completed = new ArrayList<String>();
            var caller = caller(line("!"), thinking::add);
            assertThatThrownBy(() -> caller.await(() -> completed.add("verdict"), false))
                    .isInstanceOf(HungUp.class);
            assertThat(completed).isEmpty();
            thinking.remove().run();
            assertThat(completed).containsExactly("verdict");
        }

        @Test
        void aVerdictThatIsReadyLaterIsSpokenAtALaterMultipleOfTheFloor() {
            var thinking = new ArrayDeque<Runnable>();
            var waits = new ArrayList<Duration>();
            var line = new Waiting(line(""), waits, thinking);
            var caller =
                    new Caller(
                            watched(line),
                            House.catalogue(),
                            new Pace(FLOOR, House.PATIENCE, thinking::add),
                            Language.EN,
                            3);
            var start = System.nanoTime();
            assertThat(caller.await(() -> "verdict", "none")).isEqualTo("verdict");
            assertThat(System.nanoTime() - start)
                    .isGreaterThanOrEqualTo(FLOOR.multipliedBy(3).toNanos());
            assertThat(waits).hasSize(3).allMatch(wait -> wait.compareTo(FLOOR) <= 0);
        }

        @Test
        void oneThatDoesNotComeInTimeIsNoneAndNobodyHearsOfItLater() {
            var thinking = new ArrayDeque<Runnable>();
            var caller =
                    new Caller(
                            watched(line("")),
                            House.catalogue(),
                            new Pace(FLOOR, FLOOR.multipliedBy(3), thinking::add),
                            Language.EN,
                            3);
            var start = System.nanoTime();
            assertThat(caller.await(() -> "verdict", "none")).isEqualTo("none");
            assertThat(System.nanoTime() - start)
                    .isBetween(FLOOR.multipliedBy(3).toNanos(), FLOOR.multipliedBy(30).toNanos());
            thinking.remove().run(); // completed all the same
        }

        @Test
        void itsStoreIsWaitedForAsLongAsTheCallerWaits() {
            Optional<Duration> left =
                    caller(line(""), Runnable::run).await(Patience::left, Optional.empty());
            assertThat(left.orElseThrow())
                    .isBetween(House.PATIENCE.minusSeconds(10), House.PATIENCE);
        }

        @Test
        void aFaultIsAFaultOfTheCall() {
            var caller = caller(line(""), Runnable::run);
            assertThatThrownBy(
                            () ->
                                    caller.await(
                                            () -> {
                                                throw new IllegalArgumentException("no verdict");
                                            },
                                            "none"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasCauseInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void sixtyFourKeysAreKeptAndNoMore() {
            var line = line("~5 ".repeat(40) + "~6 ".repeat(40).strip());
            var caller = caller(line, Runnable::run);
            caller.await(() -> "verdict", "none");
            assertThat(caller.ask(any()))
                    .isEqualTo(new Answer.Digits("5".repeat(40) + "6".repeat(24)));
            // the caller presses nothing more and hangs up: no key is left
            assertThatThrownBy(() -> caller.choose(Prompt.MAIN_MENU, "6"))
                    .isInstanceOf(HungUp.class);
        }

        private static Question any() {
            return new Question(Prompt.ENTER_PIN, Prompt.HELP_PIN, _ -> Optional.empty());
        }
    }

    /// A line on which the verdict arrives during the third wait.
    private static final class Waiting extends ForwardingLine {
        private final List<Duration> waits;
        private final ArrayDeque<Runnable> thinking;

        Waiting(ScriptedLine line, List<Duration> waits, ArrayDeque<Runnable> thinking) {
            super(line);
            this.waits = waits;
            this.thinking = thinking;
        }

        @Override
        public Optional<Key> key(Duration patience) {
            waits.add(patience);
            if (waits.size() == 3) thinking.remove().run();
            return Optional.empty();
        }
    }

    @Nested
    class Prompts {
        @Test
        void areSkippedByWhoHasTypedAhead() {
            var line = line("[welcome]5");
            var caller = caller(line, Runnable::run);
            caller.hear(Prompt.WELCOME);
            caller.hear(Prompt.GREETING);
            caller.tell(Prompt.PIN_EXPIRED.saying());
            assertThat(line.heard()).isEqualTo("welcome... pin-expired");
            assertThat(caller.choose(Prompt.MAIN_MENU, "5")).contains(new Key('5'));
        }

        @Test
        void ofSeveralSoundsAreCutWhole() {
            var line = line("[new-pin]5");
            var caller = caller(line, Runnable::run);
            caller.hear(Prompt.NEW_PIN.with(6), Prompt.WELCOME.saying());
            assertThat(line.heard()).isEqualTo("new-pin()...");
            assertThat(caller.choose(Prompt.MAIN_MENU, "5")).contains(new Key('5'));
        }

        @Test
        void beforeTheCallEndsAreHeardWhateverWasTypedAhead() {
            var line = line("[welcome]5");
            var caller = caller(line, Runnable::run);
            caller.hear(Prompt.WELCOME);
            caller.hearLast(Prompt.GOODBYE);
            assertThat(line.heard()).isEqualTo("welcome... goodbye");
        }
    }
}
