package org.ovalogin.cli.shell;

import java.util.regex.Pattern;
import org.jline.reader.impl.history.DefaultHistory;
import org.ovalogin.cli.language.Parser;
import org.ovalogin.cli.terminal.ShellException;

/// History of typed lines, without those that hold a PIN or could hold one.
final class LineHistory extends DefaultHistory {
    /// `-Pin`, the beginning of it, and what it runs into.
    private static final Pattern PIN =
            Pattern.compile(
                    "[-\u2013\u2014\u2015]\\s?p(i(n)?)?(?![a-z])", Pattern.CASE_INSENSITIVE);

    private static final Pattern DIGITS = Pattern.compile("(\\d[^\\p{L}\\d]?){4}");

    /// Whether a line may be kept. A line with a mistake may hold a PIN anywhere, so it may have no
    /// digits.
    static boolean keeps(String line) {
        if (PIN.matcher(line).find()) return false;
        if (!DIGITS.matcher(line).find()) return true;
        try {
            for (var calls : Parser.pipelines(line)) {
                var pipeline = Pipeline.of(calls);
                if (pipeline.stages().stream().anyMatch(b -> b.has("Pin"))) return false;
            }
            return true;
        } catch (ShellException _) {
            return false;
        }
    }

    @Override
    public void add(java.time.Instant time, String line) {
        if (keeps(line)) super.add(time, line);
    }
}
