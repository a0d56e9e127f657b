package org.ovalogin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.signin.Verdict;
import org.ovalogin.web.http.TryHttp;

/// An owner who forgot the PIN, from the sign-in page to a PIN that lets them in.
@RealBrowser
class SelfServiceIT {
    private static final String PUBLIC = "http://127.0.0.1:9";
    private static final Pattern LINK = Pattern.compile(PUBLIC + "(/reset/[A-Za-z0-9_-]{20,})");
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @TempDir static Path folder;
    private static PageServer server;

    @BeforeAll
    static void start() {
        server = PageServer.settled(folder, new TryHttp().publicUrl(PUBLIC).build());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /// The path of the link in a letter to that address. The letter is written after the answer.
    private static String link(String to) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0) {
            var link =
                    server.letters().stream()
                            .filter(letter -> letter.contains("To: " + to))
                            .map(letter -> letter.replace("=\r\n", "").replace("=\n", ""))
                            .map(LINK::matcher)
                            .filter(java.util.regex.Matcher::find)
                            .map(found -> found.group(1))
                            .findFirst();
            if (link.isPresent()) return link.get();
            Thread.sleep(50);
        }
        throw new AssertionError("no letter with a link");
    }

    @Test
    void aForgottenPinIsResetThroughTheLetter() throws InterruptedException {
        server.site.fail(15);
        var faults = new ArrayList<String>();
        try (var desk = BrowserDesk.checked(server, ColorScheme.LIGHT);
                var scanner = BrowserDesk.withoutScripts(server)) {
            desk.page.setViewportSize(360, 740);
            desk.open("/signin");
            desk.follow("Forgot your voice mail PIN?");
            look(desk, faults);
            desk.page.fill("#who", Site.EXTENSION);
            desk.press("Send the link");
            assertThat(desk.page.locator("h1")).hasText("Check your e-mail");
            look(desk, faults);
            var link = link("tony@contoso.com");
            scanner.open(link);
            desk.open(link);
            look(desk, faults);
            assertThat(server.site.mailbox().lockouts().outside().lock()).isPresent();
            desk.press("Send me a new PIN");
            assertThat(desk.page.locator("h1")).hasText("A new PIN is on its way");
            look(desk, faults);
            scanner.press("Send me a new PIN");
            assertThat(scanner.page.locator("h1")).hasText("This link no longer works");
            look(desk, faults);
        }
        assertThat(faults).isEmpty();
        var pin = Site.pin(server.mailedPin("tony@contoso.com"));
        assertThat(server.site.attempt(pin)).isInstanceOf(Verdict.MustChange.class);
        assertThat(server.site.attempt(Site.RIGHT)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void itSpeaksFrenchInTheDark() {
        server.mailbox("51290", "marie@contoso.com", "Marie");
        var faults = new ArrayList<String>();
        try (var desk =
                BrowserDesk.with(
                        server,
                        o ->
                                o.setBypassCSP(true)
                                        .setColorScheme(ColorScheme.DARK)
                                        .setLocale("fr"))) {
            desk.page.setViewportSize(360, 740);
            desk.open("/reset");
            assertThat(desk.page.locator("html")).hasAttribute("lang", "fr");
            desk.page.fill("#who", "marie@contoso.com");
            look(desk, faults);
            desk.press("Envoyer le lien");
            assertThat(desk.page.locator("h1")).hasText("Consultez vos e-mails");
            look(desk, faults);
        }
        assertThat(faults).isEmpty();
    }

    private static void look(BrowserDesk desk, List<String> faults) {
        faults.addAll(Axe.faults(desk.page));
        assertThat(desk.page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
    }
}
