package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.browser.PageServer.ADMINISTRATOR;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Connection.KeyVal;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.browser.PageServer;

/// Types wrong values into every field, in each language, and reads the refusals.
class RefusalWordsTest {
    private static final List<String> WRONG =
            List.of("", "x", "0", "999999", "é;é", "é..é", "1,".repeat(30), "\\".repeat(600));

    private static final String ENGLISH =
            "(?i).*\\b(to|or|of|one|up|whole|with|without|than|lower|number|days|hours|minutes"
                    + "|digits|letters|characters|empty|unlimited)\\b.*";

    private PageServer server;
    private Visitor administrator;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = PageServer.settled(folder);
        administrator = Visitor.signedIn(server, ADMINISTRATOR);
    }

    @AfterEach
    void stop() {
        administrator.close();
        server.close();
    }

    private List<String> pages() {
        var administration = server.administration();
        var policy = administration.policies().find("default Default Policy").guid();
        var mailbox = administration.mailboxes().find("51234").guid();
        return List.of(
                "/policies/" + policy,
                "/dialplans/default",
                "/new-dialplan",
                "/mailboxes/new",
                "/mailboxes/" + mailbox + "/edit",
                "/tokens");
    }

    private Set<String> refusals(String path) {
        var told = new TreeSet<String>();
        for (var element : administrator.get(path).page().select("main form[method=post]")) {
            var form = (FormElement) element;
            var action = form.attr("action").isEmpty() ? path : form.attr("action");
            for (var input : form.select("input[type=text], input:not([type]), textarea"))
                for (var wrong : WRONG) {
                    var fields = fields(form);
                    fields.put(input.attr("name"), wrong);
                    var answer = administrator.submit(action, fields);
                    told.addAll(answer.page().select(".error").eachText());
                }
        }
        return told;
    }

    private static Map<String, String> fields(FormElement form) {
        var fields = new HashMap<String, String>();
        for (KeyVal field : form.formData()) fields.put(field.key(), field.value());
        return fields;
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "de", "es", "it"})
    void nameAllowedValuesInThePagesLanguage(String language) {
        assertThat(administrator.get("/?lang=" + language).status()).isEqualTo(303);
        assertThat(administrator.get("/").page().select("html").attr("lang")).isEqualTo(language);
        var told = new TreeSet<String>();
        for (var path : pages()) {
            var refusals = refusals(path);
            assertThat(refusals).as("refusals of %s", path).isNotEmpty();
            told.addAll(refusals);
        }
        assertThat(told).noneMatch(text -> text.matches(ENGLISH));
    }
}
