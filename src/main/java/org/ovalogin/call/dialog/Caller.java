package org.ovalogin.call.dialog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.signin.CallSource;
import org.ovalogin.core.store.Patience;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The person on the line, who hears prompts and presses keys, sometimes in a hurry or by mistake.
/// Applies the rules of every prompt: a key cuts it, keys typed ahead are kept, `#` ends an entry,
/// `*` goes back or erases, invalid entries are limited, and silence ends the call. For the call's
/// own thread.
final class Caller {
    private static final Logger log = LoggerFactory.getLogger(Caller.class);

    private static final Duration FIRST_KEY = Duration.ofSeconds(10);

    /// The wait after the question was repeated. Then a silent caller is gone.
    private static final Duration LAST_WAIT = Duration.ofSeconds(20);

    /// More keys than any entry with a few corrections. A burst of tones gets no more.
    private static final int MOST_KEYS = 64;

    /// Silence required after a refusal before the next entry counts.
    private static final Duration QUIET = Duration.ofSeconds(1);

    private static final Duration LONGEST_NOISE = Duration.ofSeconds(10);

    /// Between a refusal heard to its end and the next question.
    private static final Duration BREATH = Duration.ofMillis(200);

    private final LiveCall line;
    private final Catalogue catalogue;
    private final Pace pace;
    private final int inputFailuresBeforeDisconnect;
    private final ArrayDeque<Key> typedAhead = new ArrayDeque<>();
    private Language language;
    private int inputFailures;
    private boolean poundMayFollow;

    Caller(
            LiveCall line,
            Catalogue catalogue,
            Pace pace,
            Language language,
            int inputFailuresBeforeDisconnect) {
        this.line = line;
        this.catalogue = catalogue;
        this.pace = pace;
        this.language = language;
        this.inputFailuresBeforeDisconnect = inputFailuresBeforeDisconnect;
    }

    /// Switches to this language.
    void speak(Language wanted) {
        language = wanted;
        line.speak(wanted);
    }

    /// Records the stage that the caller has reached.
    void at(CallStage stage) {
        line.at(stage);
    }

    /// The source of the call at this moment. Trust ends once another caller has taken this one's
    /// place, which only the line can tell, so it is asked each time.
    CallSource source(Visit visit) {
        if (visit.vouchedFor().isPresent() && line.moved()) visit.distrust();
        return visit.source();
    }

    /// Plays the sayings unless keys are waiting. A key cuts all that is left.
    void hear(Saying... sayings) {
        for (var saying : sayings) {
            if (!typedAhead.isEmpty()) return;
            say(saying);
        }
    }

    void hear(Prompt prompt) {
        hear(prompt.saying());
    }

    /// Plays the saying unless keys are waiting. False if they were.
    boolean heard(Saying saying) {
        var noKeys = typedAhead.isEmpty();
        hear(saying);
        return noKeys;
    }

    /// Plays the saying even if the caller has typed ahead; their keys stay.
    void tell(Saying saying) {
        say(saying);
    }

    /// Plays the last prompt of the call. Keys typed ahead no longer matter.
    void hearLast(Prompt prompt) {
        hearLast(prompt.saying());
    }

    void hearLast(Saying saying) {
        typedAhead.clear();
        say(saying);
    }

    /// Plays the administrator's sound file as one of the last things in the call. Keys typed ahead
    /// no longer matter.
    ///
    /// @return false if Asterisk has no such file
    boolean hearLast(String file) {
        typedAhead.clear();
        return line.playFile(file);
    }

    /// Asks until there is a usable entry, one invalid entry too many, or silence.
    Answer ask(Question question) {
        hear(question.prompt());
        while (true) {
            Saying complaint;
            switch (entry(question)) {
                case Entry.Silence() -> {
                    return new Answer.GaveUp();
                }
                case Entry.Star() -> {
                    inputFailures = 0;
                    return new Answer.Back();
                }
                case Entry.Nothing() -> complaint = Prompt.NO_ENTRY.saying();
                case Entry.Digits(var digits) -> {
                    if (question.operator() && digits.equals("0")) return new Answer.Operator();
                    var wrong = question.judge().apply(digits);
                    if (wrong.isEmpty()) {
                        inputFailures = 0;
                        return new Answer.Digits(digits);
                    }
                    complaint = wrong.get();
                }
            }
            if (failed()) return new Answer.GaveUp();
            hear(complaint, inputFailures == 1 ? question.prompt() : question.help().saying());
        }
    }

    /// Drops the keys typed ahead: they were meant for another answer than the one that follows.
    void dropTypedAhead() {
        typedAhead.clear();
    }

    /// Offers a menu of one prompt.
    Optional<Key> choose(Prompt menu, String keys) {
        return choose(List.of(menu), keys);
    }

    /// Offers a menu until one of its keys is pressed; empty after one wrong key too many, or
    /// silence.
    ///
    /// @param menu the menu's prompts, in order
    /// @param keys the keys that the menu offers
    Optional<Key> choose(List<Prompt> menu, String keys) {
        var question = menu.stream().map(Prompt::saying).toArray(Saying[]::new);
        hear(question);
        while (true) {
            var key = firstKey(question);
            if (key.isEmpty()) return key;
            entryEnded();
            if (keys.indexOf(key.get().symbol()) >= 0) {
                inputFailures = 0;
                return key;
            }
            if (failed()) return Optional.empty();
            hear(Prompt.CHOICE_INVALID);
            if (inputFailures == 1) hear(question);
            else hear(Prompt.HELP_MENU);
        }
    }

    /// Waits for a verdict and keeps the keys pressed meanwhile.
    ///
    /// @param none replaces a verdict that is late; the late one lets nobody in
    /// @throws HungUp if the caller hangs up; the verdict is completed all the same
    <T> T await(Supplier<T> verdict, T none) {
        var before = line.since().stage();
        line.at(CallStage.VERDICT);
        var asked = System.nanoTime();
        var task = new FutureTask<>(() -> judge(verdict, asked));
        pace.thinking().execute(task);
        var start = System.nanoTime();
        try {
            for (var floor = pace.floor(); ; floor = floor.plus(pace.floor())) {
                keepKeysUntil(start + floor.toNanos());
                if (task.isDone() || pace.floor().isZero()) return result(task);
                if (floor.compareTo(pace.patience()) >= 0) return none;
            }
        } finally {
            line.at(before);
        }
    }

    /// Records what the caller has heard. The caller does not wait for it: Asterisk drops keys
    /// pressed between two commands. What can't be recorded is told again in the next call.
    void meanwhile(Runnable work) {
        pace.thinking()
                .execute(
                        () -> {
                            try {
                                work.run();
                            } catch (RuntimeException e) {
                                log.warn(
                                        "the store does not know that a caller has heard a message; the next call repeats it",
                                        e);
                            }
                        });
    }

    private <T> T judge(Supplier<T> verdict, long start) {
        try {
            return new Patience(pace.patience()).during(verdict);
        } finally {
            line.judged(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /// Says that the entry was refused and drops all keys until none has come for a second, so that
    /// a burst of tones is one entry, not many. True if the line does not become quiet.
    boolean refuse(Prompt prompt) {
        typedAhead.clear();
        var start = System.nanoTime();
        say(prompt.saying());
        var spoken = System.nanoTime();
        var keys = typedAhead.size();
        typedAhead.clear();
        var heardInQuiet = keys == 0 && spoken - start >= QUIET.toNanos();
        for (var wait = heardInQuiet ? BREATH : QUIET; nextKey(wait).isPresent(); wait = QUIET) {
            keys++;
            if (keys >= MOST_KEYS || System.nanoTime() - spoken >= LONGEST_NOISE.toNanos())
                return true;
        }
        return false;
    }

    /// New messages in Asterisk's mailbox; 0 if Asterisk can't tell.
    int newMessages(String voicemailBox) {
        return line.newMessages(voicemailBox).orElse(0);
    }

    private sealed interface Entry {
        record Digits(String value) implements Entry {
            @Override
            public String toString() {
                return "Digits";
            }
        }

        record Star() implements Entry {}

        record Nothing() implements Entry {}

        record Silence() implements Entry {}
    }

    private Entry entry(Question question) {
        var first = firstKey(question.prompt());
        if (first.isEmpty()) return new Entry.Silence();
        if (first.get().equals(Key.POUND)) return new Entry.Nothing();
        var star = first.get().equals(Key.STAR);
        var digits = star ? "" : rest(first.get(), question.end());
        entryEnded();
        if (star) return new Entry.Star();
        return digits.isEmpty() ? new Entry.Nothing() : new Entry.Digits(digits);
    }

    /// The key that begins an entry; empty if the caller is silent even after the question was
    /// repeated.
    private Optional<Key> firstKey(Saying... question) {
        if (!typedAhead.isEmpty()) return Optional.of(typedAhead.remove());
        var key = nextKey(FIRST_KEY);
        if (key.isPresent()) return key;
        hear(Prompt.TAKE_YOUR_TIME);
        hear(question);
        return typedAhead.isEmpty() ? nextKey(LAST_WAIT) : Optional.of(typedAhead.remove());
    }

    private Optional<Key> nextKey(Duration patience) {
        var key = line.key(patience);
        return key.isPresent() && endsLastEntry(key.get()) ? line.key(patience) : key;
    }

    /// The first `#` after an ended entry belongs to that entry: callers press it although the
    /// entry had ended by itself, or press it twice.
    private void entryEnded() {
        if (Key.POUND.equals(typedAhead.peek())) typedAhead.remove();
        else poundMayFollow = typedAhead.isEmpty();
    }

    /// For every key that arrives. True if it is a `#` that ends the entry before once more.
    private boolean endsLastEntry(Key key) {
        var ends = poundMayFollow && key.equals(Key.POUND);
        poundMayFollow = false;
        return ends;
    }

    /// Collects the entry that began with `first`. `*` erases everything before it.
    private String rest(Key first, Question.End end) {
        var fullLength = end.fullLength();
        var keys = new StringBuilder().append(first.symbol());
        while (keys.length() < MOST_KEYS) {
            var missing = fullLength - afterLastStar(keys).length();
            if (fullLength > 0 && missing <= 0) break;
            if (!typedAhead.isEmpty()) {
                var key = typedAhead.remove();
                if (key.equals(Key.POUND)) break;
                keys.append(key.symbol());
            } else {
                var room = MOST_KEYS - keys.length();
                var wanted = fullLength > 0 ? Math.min(missing, room) : room;
                var more = line.keys(wanted, end.pause());
                keys.append(more.symbols());
                if (more.pound() || more.symbols().length() < wanted) break;
            }
        }
        return afterLastStar(keys);
    }

    private static String afterLastStar(StringBuilder keys) {
        return keys.substring(keys.lastIndexOf("*") + 1);
    }

    private boolean failed() {
        inputFailures++;
        typedAhead.clear();
        return inputFailures >= inputFailuresBeforeDisconnect;
    }

    private void say(Saying saying) {
        for (var sound : catalogue.sounds(saying, language)) {
            var key = line.play(sound);
            if (key.isEmpty()) continue;
            // A `#` that ends the entry before must not cost the caller the prompt that it cut.
            if (endsLastEntry(key.get())) say(saying);
            else typedAhead.add(key.get());
            return;
        }
    }

    private void keepKeysUntil(long deadline) {
        for (var left = deadline - System.nanoTime();
                left > 0;
                left = deadline - System.nanoTime()) {
            var key = line.key(Duration.ofMillis(Math.ceilDiv(left, 1_000_000)));
            if (key.isPresent()) {
                if (!endsLastEntry(key.get()) && typedAhead.size() < MOST_KEYS)
                    typedAhead.add(key.get());
            } else {
                // Asterisk has already waited. If it returned too early, wait for the rest here.
                LockSupport.parkNanos(deadline - System.nanoTime());
            }
        }
    }

    private static <T> T result(FutureTask<T> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a verdict failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HungUp();
        }
    }
}
