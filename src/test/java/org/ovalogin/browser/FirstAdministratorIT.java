package org.ovalogin.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealBrowser
class FirstAdministratorIT {
    @TempDir static Path folder;
    private static PageServer server;

    @BeforeAll
    static void start() {
        server = PageServer.fresh(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theLinkMakesTheFirstAdministratorWhoThenSignsIn() {
        var link = server.firstLink();
        try (var desk = BrowserDesk.at(server)) {
            desk.open(link);
            desk.page.fill("[name=name]", "anna");
            desk.page.fill("[name=password]", "too short");
            desk.page.fill("[name=again]", "too short");
            desk.press("Create the account");
            assertThat(desk.page.locator("#password-errors").innerText()).contains("12 to 128");
            assertThat(desk.page.inputValue("[name=name]")).isEqualTo("anna");
            desk.page.fill("[name=password]", PageServer.PASSWORD);
            desk.page.fill("[name=again]", "something else");
            desk.press("Create the account");
            assertThat(desk.page.locator("#again-errors").innerText()).contains("do not match");
            desk.page.fill("[name=password]", PageServer.PASSWORD);
            desk.page.fill("[name=again]", PageServer.PASSWORD);
            desk.press("Create the account");
            assertThat(desk.page.locator(".account").innerText()).contains("anna");
            desk.press("Sign out");
            assertThat(desk.path()).isEqualTo("/signin");
            desk.page.fill("[name=name]", "anna");
            desk.page.fill("[name=password]", "not this one at all");
            desk.press("Sign in");
            assertThat(desk.page.locator("[role=alert]").innerText()).contains("is incorrect");
            desk.page.fill("[name=password]", PageServer.PASSWORD);
            desk.press("Sign in");
            assertThat(desk.path()).isEqualTo("/");
            assertThat(desk.page.locator("[aria-current=page]").innerText()).isEqualTo("Overview");
            assertThat(desk.page.navigate(link).status()).isEqualTo(404);
        }
    }
}
