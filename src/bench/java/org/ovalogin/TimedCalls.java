package org.ovalogin;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ovalogin.call.dialog.CallHandler;
import org.ovalogin.call.dialog.Catalogue;
import org.ovalogin.core.input.Language;
import org.ovalogin.lab.LegOrigin;
import org.ovalogin.lab.SoftCall;
import org.ovalogin.lab.SoftPhone;
import org.ovalogin.sound.Voice;

/// Calls of one owner, by SIP, who keys at a pace of their own: an expert without listening, a
/// novice after listening to everything. One call at a time.
final class TimedCalls {
    /// A novice's time from the end of a question to the first key.
    static final Duration REACTION = Duration.ofSeconds(1);

    /// A novice's time for each key.
    static final Duration NOVICE_KEY = Duration.ofMillis(500);

    private static final int EXPERT_CALLS = 3;
    private static final int MOST_EXPERT_CALLS = 8;

    /// After the last key; the hash of a PIN takes a second on a busy machine.
    private static final Duration EXPERT_PATIENCE = Duration.ofSeconds(8);

    private static final String VOICE_MAIL = "5000";
    private static final String MESSAGES = "1";

    private final BlockingQueue<TimedLine> lines = new LinkedBlockingQueue<>();

    /// Sources of calls.
    enum Origin {
        OWN_PHONE(Duration.ofMillis(1_500), Duration.ofSeconds(15)),
        OUTSIDE(Duration.ofMillis(2_300), Duration.ofSeconds(22));

        /// To voice mail.
        final Duration expertGoal;

        /// To the menu's first choice.
        final Duration noviceGoal;

        Origin(Duration expertGoal, Duration noviceGoal) {
            this.expertGoal = expertGoal;
            this.noviceGoal = noviceGoal;
        }

        private LegOrigin.Soft of(String extension) {
            return this == OWN_PHONE
                    ? LegOrigin.phone(extension).sending(SoftPhone.Keys.EVENTS)
                    : LegOrigin.outside("0611").sending(SoftPhone.Keys.EVENTS);
        }

        /// What is keyed at each question before the menu.
        private List<String> entries(Owner owner) {
            var pin = owner.pin() + "#";
            return this == OWN_PHONE ? List.of(pin) : List.of(owner.extension(), pin);
        }
    }

    /// @param keys up to voice mail, the menu's key included
    /// @param opened from the answer to voice mail
    record Expert(int keys, Duration opened) {}

    /// @param keys up to the menu
    /// @param useful from the answer to the end of the menu's first choice
    /// @param heard from the answer to the end of the menu
    /// @param longestWait for a useful key: from the answer to the end of the first question, or
    ///   from an entry to the next question's end or the menu's first choice
    record Novice(int keys, Duration useful, Duration heard, Duration longestWait) {}

    /// Passes the calls on to the reception, and notes their times.
    CallHandler around(CallHandler reception) {
        return (call, line) -> {
            var timed = new TimedLine(line);
            lines.add(timed);
            reception.handle(call, timed);
        };
    }

    /// The middle one of several calls that open voice mail.
    ///
    /// Asterisk drops keys that arrive between two commands. On a busy machine one of an expert's
    /// may, so a call that ends elsewhere is placed anew.
    Expert expert(Owner owner, Origin origin) {
        return Stream.generate(() -> expertCall(owner, origin))
                .limit(MOST_EXPERT_CALLS)
                .flatMap(Optional::stream)
                .limit(EXPERT_CALLS)
                .sorted(Comparator.comparing(Expert::opened))
                .skip(EXPERT_CALLS / 2)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "too few of %d calls opened voice mail"
                                                .formatted(MOST_EXPERT_CALLS)));
    }

    private Optional<Expert> expertCall(Owner owner, Origin origin) {
        try (var phone = owner.site().lab.softPhone(origin.of(owner.extension()));
                var call = phone.dial(VOICE_MAIL).awaitAnswer()) {
            var line = line();
            var keys = String.join("", origin.entries(owner)) + MESSAGES;
            call.dialFast(keys);
            var opened = line.opened(EXPERT_PATIENCE);
            if (opened.isEmpty())
                System.err.printf(
                        "bench: a call did not open voice mail, the expert calls again; heard %s%n",
                        line.sounds());
            return opened.map(at -> new Expert(keys.length(), between(line.answered(), at)));
        }
    }

    Novice novice(Owner owner, Origin origin, Language language, Voice voice) {
        try (var phone = owner.site().lab.softPhone(origin.of(owner.extension()));
                var call = phone.dial(VOICE_MAIL).awaitAnswer()) {
            var line = line();
            var from = line.answered();
            var keys = 0;
            var longest = Duration.ZERO;
            for (var entry : origin.entries(owner)) {
                longest = longer(longest, between(from, line.nextWait()));
                from = key(call, entry);
                keys += entry.length();
            }
            var heard = line.nextWait();
            var menu = line.begun("main-menu");
            var text = new Catalogue().sounds(language).getOrDefault(menu.sound(), "");
            var useful =
                    menu.at() + voice.heard(MESSAGES, menu.sound(), text).orElseThrow().toNanos();
            return new Novice(
                    keys,
                    between(line.answered(), useful),
                    between(line.answered(), heard),
                    longer(longest, between(from, useful)));
        }
    }

    /// Returns the time of the last key.
    private static long key(SoftCall call, String keys) {
        pause(REACTION);
        for (var i = 0; i < keys.length(); i++) {
            var begun = System.nanoTime();
            call.press(keys.substring(i, i + 1));
            pause(NOVICE_KEY.minus(between(begun, System.nanoTime())));
        }
        return System.nanoTime();
    }

    private TimedLine line() {
        try {
            var line = lines.poll(30, TimeUnit.SECONDS);
            if (line == null) throw new IllegalStateException("the call did not reach the server");
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Duration between(long from, long to) {
        return Duration.ofNanos(to - from);
    }

    private static Duration longer(Duration one, Duration other) {
        return Stream.of(one, other).max(Comparator.naturalOrder()).orElseThrow();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
