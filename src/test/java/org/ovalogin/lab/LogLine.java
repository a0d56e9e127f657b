package org.ovalogin.lab;

import java.util.Optional;
import java.util.regex.Pattern;

/// One line of Asterisk's log.
///
/// @param level for example `WARNING`; empty for the second line of a message
/// @param call Asterisk's own id of the call, such as `C-00000003`; may be empty
/// @param text the whole line
/// @param message the line without time, level and source
record LogLine(String level, String call, String text, String message) {
    private static final Pattern LINE =
            Pattern.compile("\\[[^]]+] ([A-Z]+)\\[\\d+](?:\\[(C-[0-9a-f]+)])? [^:]+: (.*)");
    private static final Pattern EXECUTING =
            Pattern.compile("Executing \\[([^]]+)] (\\w+)\\(\"([^\"]+)\", \"(.*)\"\\).*");
    private static final Pattern PLAYING =
            Pattern.compile("<[^>]+> Playing '([^']+)\\.[a-z0-9]+' .*\\(language '([^']*)'\\)");

    private static final Pattern TRYING = Pattern.compile("(\\w+)\\((.*)\\)");

    /// A step of the dialplan. What `TryExec` runs counts as the step itself.
    ///
    /// @param place for example `s@ova-login:18`
    record Step(String place, String application, String channel, String arguments) {}

    static LogLine of(String text) {
        var line = LINE.matcher(text);
        if (!line.matches()) return new LogLine("", "", text, text);
        var call = line.group(2);
        return new LogLine(line.group(1), call == null ? "" : call, text, line.group(3));
    }

    Optional<Step> step() {
        var step = EXECUTING.matcher(message);
        if (!step.matches()) return Optional.empty();
        var tried = TRYING.matcher(step.group(4));
        return Optional.of(
                step.group(2).equals("TryExec") && tried.matches()
                        ? new Step(step.group(1), tried.group(1), step.group(3), tried.group(2))
                        : new Step(step.group(1), step.group(2), step.group(3), step.group(4)));
    }

    Optional<AsteriskCall.Sound> sound() {
        var playing = PLAYING.matcher(message);
        return playing.matches()
                ? Optional.of(new AsteriskCall.Sound(playing.group(1), playing.group(2)))
                : Optional.empty();
    }

    boolean runs(String application) {
        return step().filter(step -> step.application().equals(application)).isPresent();
    }
}
