package org.ovalogin.web.page;

import java.time.Duration;
import java.util.Locale;

/// The callers at one stage of their calls to this server.
///
/// @param stage for example `new_pin`, which has a text `stage.new_pin`
/// @param longest the longest time that a caller has been there
public record StageCallers(String stage, int callers, Duration longest) {
    /// For example `1:05`, in minutes and seconds.
    public String longestText() {
        return callers == 0
                ? "–"
                : String.format(
                        Locale.ROOT, "%d:%02d", longest.toMinutes(), longest.toSecondsPart());
    }
}
