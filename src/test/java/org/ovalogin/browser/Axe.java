package org.ovalogin.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Deque's accessibility checks. The page's context needs `setBypassCSP(true)`, since the pages
/// admit no foreign script.
public final class Axe {
    private static final String SCRIPT = script();

    private static final String RUN =
            """
            async () => {
                const found = await axe.run(document, { resultTypes: ['violations'] });
                return found.violations
                    .filter(v => v.impact === 'serious' || v.impact === 'critical')
                    .flatMap(v => v.nodes.map(n =>
                        `${v.impact} ${v.id}: ${n.target.join(' ')}: ${n.failureSummary}`));
            }
            """;

    private Axe() {}

    /// All serious and critical faults, each with its element.
    public static List<String> faults(Page page) {
        if (page.evaluate("!window.axe").equals(true)) page.evaluate(SCRIPT);
        var found = (List<?>) page.evaluate(RUN);
        return found.stream().map(String::valueOf).toList();
    }

    private static String script() {
        try (var in =
                Objects.requireNonNull(
                        Axe.class.getResourceAsStream("/axe.min.js"), "axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
