package org.ovalogin.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ovalogin.web.frame.PageLanguage;

/// A person at a browser. A complaint on the browser's console (a style or script that the policy
/// forbids, a script's error) fails the test at [#close()].
public final class BrowserDesk implements AutoCloseable {
    public final Page page;

    private final PageServer server;
    private final BrowserContext context;
    private final List<String> complaints = new ArrayList<>();

    private BrowserDesk(PageServer server, Consumer<NewContextOptions> options) {
        this.server = server;
        context =
                Chromium.context(
                        o -> {
                            o.setBaseURL(server.address);
                            options.accept(o);
                        });
        page = context.newPage();
        page.onConsoleMessage(
                message -> {
                    // An answer such as 422 also logs one; those are intended.
                    var expected = message.text().startsWith("Failed to load resource");
                    if (message.type().equals("error") && !expected) complaints.add(message.text());
                });
        page.onPageError(complaints::add);
    }

    public static BrowserDesk at(PageServer server) {
        return new BrowserDesk(server, _ -> {});
    }

    public static BrowserDesk withoutScripts(PageServer server) {
        return new BrowserDesk(server, options -> options.setJavaScriptEnabled(false));
    }

    public static BrowserDesk phone(PageServer server) {
        return new BrowserDesk(server, options -> options.setViewportSize(360, 740));
    }

    /// With the content policy switched off, as [Axe] requires.
    public static BrowserDesk checked(PageServer server, ColorScheme scheme) {
        return new BrowserDesk(
                server, options -> options.setBypassCSP(true).setColorScheme(scheme));
    }

    public static BrowserDesk with(PageServer server, Consumer<NewContextOptions> options) {
        return new BrowserDesk(server, options);
    }

    public void open(String path) {
        page.navigate(path);
    }

    /// Begins signed in without the form, at the list of mailboxes unless told otherwise.
    public BrowserDesk signIn(String account) {
        return signIn(account, "/mailboxes");
    }

    public BrowserDesk signIn(String account, String path) {
        session(account);
        open(path);
        return this;
    }

    /// Signed in before the first page.
    public void session(String account) {
        cookie("session", server.session(account));
    }

    /// Has chosen the pages' language.
    public void speak(PageLanguage language) {
        cookie(PageLanguage.CHOICE, language.tag());
    }

    private void cookie(String name, String value) {
        context.addCookies(List.of(new Cookie(name, value).setUrl(server.address)));
    }

    public void press(String button) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    public void follow(String link) {
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(link).setExact(true)).click();
    }

    /// The whole page as a picture.
    public void picture(Path file) {
        page.screenshot(new ScreenshotOptions().setFullPage(true).setPath(file));
    }

    /// The address without the server.
    public String path() {
        return page.url().substring(server.address.length());
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).as("what the browser's console says").isEmpty();
    }
}
