package org.ovalogin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ovalogin.web.frame.PageLanguage;

/// States of pages that a plain address does not show. Each is accessible in light and dark and
/// fits a phone and 200 % zoom in every language. With `-Dlab.pictures=FOLDER` each is drawn there.
@RealBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatesIT {
    private static final int DESKTOP = 1280;
    private static final int PHONE = 390;
    private static final String PICTURES =
            System.getProperty("lab.pictures", "").replace("write", "");

    private PageStates states;

    @BeforeAll
    void start(@TempDir Path folder) {
        states = new PageStates(folder);
    }

    @AfterAll
    void stop() {
        states.close();
    }

    List<PageStates.State> states() {
        return states.all();
    }

    private BrowserDesk reach(PageStates.State state, PageLanguage language) {
        var desk = BrowserDesk.checked(states.server, ColorScheme.LIGHT);
        desk.speak(language);
        if (!state.account().isEmpty()) desk.session(state.account());
        state.reach().accept(desk);
        assertThat(desk.page.locator("html")).hasAttribute("lang", language.tag());
        return desk;
    }

    @ParameterizedTest
    @MethodSource("states")
    void axeFindsNoSeriousFault(PageStates.State state) {
        var faults = new ArrayList<String>();
        try (var desk = reach(state, PageLanguage.ENGLISH)) {
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                desk.page.emulateMedia(
                        new EmulateMediaOptions()
                                .setColorScheme(scheme)
                                .setReducedMotion(ReducedMotion.REDUCE)); // colours change at once
                faults.addAll(Axe.faults(desk.page));
                draw(desk, state, scheme.name().toLowerCase(Locale.ROOT));
            }
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("states")
    void nothingScrollsSideways(PageStates.State state) {
        for (var language : languages())
            try (var desk = reach(state, language)) {
                for (var width : new int[] {DESKTOP / 2, PHONE}) {
                    desk.page.setViewportSize(width, 844);
                    draw(desk, state, language.tag() + "-" + width);
                    assertThat(desk.page.evaluate("document.documentElement.scrollWidth"))
                            .as("%s, %s", language, width)
                            .isEqualTo(width);
                }
            }
    }

    /// The two whose words are longest; all of them for pictures.
    private static List<PageLanguage> languages() {
        return PICTURES.isEmpty()
                ? List.of(PageLanguage.FRENCH, PageLanguage.GERMAN)
                : List.of(PageLanguage.values());
    }

    private static void draw(BrowserDesk desk, PageStates.State state, String how) {
        if (!PICTURES.isEmpty())
            desk.picture(Path.of(PICTURES, "%s-%s.png".formatted(state.name(), how)));
    }
}
