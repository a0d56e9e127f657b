package org.ovalogin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ovalogin.core.administration.StageCallers;
import org.ovalogin.web.frame.PageLanguage;

/// Every page is accessible in light and dark, on a phone, and in every language.
@RealBrowser
class LooksIT {
    @TempDir static Path folder;
    private static PageServer server;
    private static List<String> paths = List.of();

    @BeforeAll
    static void start() {
        server = PageServer.settled(folder);
        server.mailbox(
                "51235",
                "marc-antoine.de-la-fontaine.de-rochefort@legal.contoso.com",
                "Marc-Antoine de la Fontaine de Rochefort-en-Terre-Neuve");
        server.site.fail(15);
        server.calls = List.of(new StageCallers("pin", 2, Duration.ofSeconds(65)));
        var mailbox = "/mailboxes/" + server.site.guid();
        paths =
                List.of(
                        "/",
                        "/policies",
                        "/policies/" + server.site.mailbox().policy().guid(),
                        "/dialplans",
                        "/dialplans/default",
                        "/new-dialplan",
                        "/events",
                        "/mailboxes",
                        "/mailboxes?search=nobody",
                        "/mailboxes/new",
                        "/mailboxes/import",
                        mailbox,
                        mailbox + "/edit",
                        mailbox + "/lock",
                        mailbox + "/disable",
                        "/no-such-page");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void axeFindsNoSeriousFault(ColorScheme scheme) {
        var faults = new ArrayList<String>();
        try (var desk = BrowserDesk.checked(server, scheme)) {
            desk.open("/signin");
            faults.addAll(Axe.faults(desk.page));
            desk.signIn(PageServer.ADMINISTRATOR);
            for (var path : paths) {
                desk.open(path);
                for (var fault : Axe.faults(desk.page)) faults.add(path + " " + fault);
            }
            desk.open("/mailboxes/" + server.site.guid());
            desk.page.check("[value=typed]");
            desk.press("Reset PIN");
            assertThat(desk.page.locator("#summary")).isVisible();
            faults.addAll(Axe.faults(desk.page));
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "ENGLISH", mode = EnumSource.Mode.EXCLUDE)
    void axeFindsNoSeriousFaultInOtherLanguages(PageLanguage language) {
        var faults = new ArrayList<String>();
        try (var desk = BrowserDesk.checked(server, ColorScheme.LIGHT)) {
            desk.open("/signin?lang=" + language.tag());
            assertThat(desk.page.locator("html")).hasAttribute("lang", language.tag());
            faults.addAll(Axe.faults(desk.page));
            desk.signIn(PageServer.ADMINISTRATOR);
            for (var path : paths) {
                desk.open(path);
                for (var fault : Axe.faults(desk.page)) faults.add(path + " " + fault);
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void theOverviewFollowsTheCallsByItself() {
        try (var desk = BrowserDesk.checked(server, ColorScheme.LIGHT)) {
            desk.open("/signin");
            desk.signIn(PageServer.ADMINISTRATOR);
            desk.open("/");
            assertThat(desk.page.locator("#calls h2")).hasText("2 calls now");
            server.calls = List.of(new StageCallers("menu", 1, Duration.ofSeconds(5)));
            assertThat(desk.page.locator("#calls h2"))
                    .hasText("1 call now", new HasTextOptions().setTimeout(30_000));
            server.calls = List.of(new StageCallers("pin", 2, Duration.ofSeconds(65)));
        }
    }

    @ParameterizedTest
    @EnumSource(PageLanguage.class)
    void nothingScrollsSidewaysOnAPhone(PageLanguage language) {
        try (var desk = BrowserDesk.phone(server)) {
            desk.open("/signin?lang=" + language.tag());
            assertThat(desk.page.locator("html")).hasAttribute("lang", language.tag());
            checkWidth(desk, "/signin");
            desk.signIn(PageServer.ADMINISTRATOR);
            for (var path : paths) {
                desk.open(path);
                checkWidth(desk, path);
            }
        }
    }

    /// What reaches beyond the phone's width.
    private static final String TOO_WIDE =
            "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 360)"
                    + ".slice(0, 9).map(e => e.tagName + '.' + e.className)";

    private static void checkWidth(BrowserDesk desk, String path) {
        assertThat(desk.page.evaluate("document.documentElement.scrollWidth"))
                .as("%s: %s", path, desk.page.evaluate(TOO_WIDE))
                .isEqualTo(360);
    }

    @Test
    void thePagesSpeakFrenchWhereTheBrowserDoes() {
        try (var desk =
                BrowserDesk.with(server, o -> o.setLocale("fr-CA"))
                        .signIn(PageServer.ADMINISTRATOR)) {
            assertThat(desk.page.locator("h1")).hasText("Boîtes vocales");
            desk.open("/mailboxes/" + server.site.guid());
            assertThat(desk.page.locator("html")).hasAttribute("lang", "fr");
            desk.page.check("[value=typed]");
            desk.page.fill("#pin", "1111");
            desk.press("Réinitialiser le code PIN");
            assertThat(desk.page.locator("#pin-errors"))
                    .containsText("Le code PIN est trop court : au moins 6 chiffres.");
            desk.open("/mailboxes/" + server.site.guid());
            desk.press("Déverrouiller");
            assertThat(desk.page.locator("#done")).containsText("La boîte a été déverrouillée");
            server.site.fail(15);
            desk.press("English");
            assertThat(desk.page.locator("html")).hasAttribute("lang", "en");
            desk.open("/mailboxes");
            assertThat(desk.page.locator("h1")).hasText("Mailboxes");
        }
    }
}
