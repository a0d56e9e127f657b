package org.ovalogin.lab;

import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// An answered call: takes the caller through the script and reports the result. For one thread.
final class CallInProgress {
    private static final Pattern END =
            Pattern.compile(
                    "lab-end (\\S+) result=(\\S*) next=(\\S*) mailbox=(\\S*) operator=(\\S*)"
                            + " session=(\\d*)");

    private final LabLog log;
    private final int start;
    private final String id;
    private final String channel;
    private final Leg leg;
    private final long answered = System.nanoTime();

    /// The place in the log just before the last key, or after the last awaited sound.
    private int mark;

    /// @param first the dialplan step that asked the server
    CallInProgress(LabLog log, int start, LogLine first, Leg leg) {
        this.log = log;
        this.start = start;
        this.id = first.call();
        this.channel = first.step().orElseThrow().channel();
        this.leg = leg;
        this.mark = start;
    }

    AsteriskCall run(LabScript script) {
        for (var step : script.steps()) {
            switch (step) {
                case LabScript.Press(var keys) -> leg.press(keys, () -> mark = log.end());
                case LabScript.Hear(var sound) -> hear(sound);
                case LabScript.Pause(var time) -> stay(time);
                case LabScript.Act(var what) -> what.run();
            }
        }
        if (!script.hangsUp()) listen();
        leg.close();
        return outcome();
    }

    private void hear(String sound) {
        var heard =
                log.await(
                        mark,
                        line -> isEnd(line) || (isMine(line) && begins(line, sound)),
                        AsteriskLab.patience());
        if (heard.isEmpty() || isEnd(log.at(heard.getAsInt()))) {
            var what = sound.isEmpty() ? "a prompt" : "'" + sound + "'";
            var why = heard.isEmpty() ? "in " + AsteriskLab.patience() : "before the call ended";
            throw new IllegalStateException(
                    "the caller did not hear %s %s; heard: %s".formatted(what, why, sounds()));
        }
        mark = heard.getAsInt() + 1;
    }

    private static boolean begins(LogLine line, String sound) {
        return line.sound()
                .filter(
                        begun ->
                                sound.isEmpty()
                                        || begun.name().equals(sound)
                                        || begun.name().equals("ova/" + sound))
                .isPresent();
    }

    /// Stays on the line until the call is over or voice mail has begun.
    private void listen() {
        if (over()) return;
        var end =
                log.await(
                        mark,
                        line -> isEnd(line) || (isMine(line) && line.runs("VoiceMailMain")),
                        AsteriskLab.longestCall());
        if (end.isEmpty())
            throw new IllegalStateException(
                    "the call is still up after %s; heard: %s"
                            .formatted(AsteriskLab.longestCall(), sounds()));
    }

    private void stay(Duration time) {
        if (over()) return;
        log.await(mark, this::isEnd, time);
    }

    /// The end may have come while keys were being pressed, so before the mark.
    private boolean over() {
        return log.await(start, this::isEnd, Duration.ZERO).isPresent();
    }

    private AsteriskCall outcome() {
        var end =
                log.await(start, this::isEnd, AsteriskLab.end())
                        .orElseThrow(
                                () -> new IllegalStateException("Asterisk did not end the call"));
        var duration = Duration.ofNanos(System.nanoTime() - answered);
        var variables = variables(log.at(end));
        var mine = log.since(start).stream().filter(this::isMine).toList();
        return new AsteriskCall(
                channel,
                variables.group(2),
                variables.group(3),
                variables.group(4),
                variables.group(5),
                !variables.group(6).equals("0"),
                sounds(),
                mine.stream()
                        .filter(line -> line.runs("VoiceMailMain"))
                        .map(line -> line.step().orElseThrow().arguments())
                        .toList(),
                (int) mine.stream().filter(line -> line.runs("AGI")).count(),
                duration);
    }

    private List<AsteriskCall.Sound> sounds() {
        return log.since(start).stream()
                .filter(this::isMine)
                .flatMap(line -> line.sound().stream())
                .toList();
    }

    private static MatchResult variables(LogLine line) {
        var end = END.matcher(line.message());
        if (!end.find()) throw new IllegalStateException("no end of a call: " + line.text());
        return end.toMatchResult();
    }

    private boolean isEnd(LogLine line) {
        return isMine(line)
                && line.level().equals("NOTICE")
                && line.message().startsWith("lab-end " + channel + " ");
    }

    private boolean isMine(LogLine line) {
        return line.call().equals(id);
    }
}
