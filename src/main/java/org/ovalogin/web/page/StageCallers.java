package org.ovalogin.web.page;

import java.time.Duration;
import java.util.Locale;

/// The callers who are at one stage of their calls to this server.
///
/// @param stage as in `new_pin`, with a text `stage.new_pin`
/// @param longest how long the one who is there longest has been
public record StageCallers(String stage, int callers, Duration longest) {
    /// As in `1:05`, minutes and seconds.
    public String longestText() {
        return callers == 0
                ? "–"
                : String.format(
                        Locale.ROOT, "%d:%02d", longest.toMinutes(), longest.toSecondsPart());
    }
}
