package org.ovalogin.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The browser: one for the whole run, with its own profile for each context. Not thread-safe, like
/// Playwright.
public final class Chromium {
    /// Long enough for a machine busy with other tests; only failures take the whole time.
    private static final double PATIENCE = 15_000;

    private static final List<String> FLAGS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private Chromium() {}

    private static final class Running {
        private static final Playwright PLAYWRIGHT =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));

        private static final Browser BROWSER =
                PLAYWRIGHT
                        .chromium()
                        .launch(
                                new LaunchOptions()
                                        .setExecutablePath(executable())
                                        .setChromiumSandbox(false)
                                        .setArgs(FLAGS));

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(PLAYWRIGHT::close));
        }
    }

    /// A fresh profile in English. It refuses to leave this host.
    public static BrowserContext context(Consumer<NewContextOptions> more) {
        var options = new NewContextOptions().setLocale("en-GB");
        more.accept(options);
        var context = Running.BROWSER.newContext(options);
        context.setDefaultTimeout(PATIENCE);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        context.route(
                Pattern.compile("^https?://(?!127\\.0\\.0\\.1[:/]).*"), route -> route.abort());
        return context;
    }

    private static Path executable() {
        for (var folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            for (var name : List.of("chromium", "chromium-browser", "google-chrome")) {
                var file = Path.of(folder, name);
                if (Files.isExecutable(file)) return file;
            }
        throw new AssertionError(
                "no chromium in PATH; src/test/lab/browser prepare installs it, and"
                        + " ./test --without-browser does without");
    }
}
