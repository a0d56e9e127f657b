package org.ovalogin.web.page;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.browser.PageServer;

/// The common beginning of tests that fill in the forms of mailboxes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnMailboxForms {
    PageServer server;
    Visitor administrator;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = PageServer.settled(folder);
        administrator = Visitor.signedIn(server, PageServer.ADMINISTRATOR);
    }

    @AfterAll
    void stop() {
        administrator.close();
        server.close();
    }

    Visitor.Answer enable(String extension, Map<String, String> others) {
        var fields = new HashMap<>(Map.of("extensions", extension, "dialPlan", "default"));
        fields.put("how", "generated");
        fields.putAll(others);
        return administrator.submit("/mailboxes/new", fields);
    }
}
