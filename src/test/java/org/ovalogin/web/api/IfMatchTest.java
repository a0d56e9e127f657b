package org.ovalogin.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.core.account.Role;

/// `ETag` and `If-Match` over HTTP.
class IfMatchTest {
    @TempDir static Path folder;
    private static Served served;
    private static String token;
    private static String auditor;

    @BeforeAll
    static void serve() {
        served = Served.in(folder);
        token = served.token("ada", Role.ADMINISTRATOR);
        auditor = served.token("audrey", Role.AUDITOR);
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static String tag(String path) {
        return served.send(token, "GET", path, "")
                .response()
                .headers()
                .firstValue("etag")
                .orElseThrow();
    }

    private static int send(String as, String method, String path, String body, String ifMatch) {
        var request = Served.with(served.to(path), as).header("If-Match", ifMatch);
        return served.send(
                        body.isEmpty()
                                ? request.method(method, BodyPublishers.noBody())
                                : request.header("Content-Type", "application/json")
                                        .method(method, BodyPublishers.ofString(body)))
                .status();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    /mailboxes/tonysmith                | {"displayName": "%s"}
                    /policies/default Default Policy    | {"resetPinText": "%s"}
                    /dialplans/default                  | {"operatorExtension": "%s"}
                    """)
    void aStaleChangeChangesNothing(String path, String body) {
        var encoded = path.replace(" ", "%20");
        var first = tag(encoded);
        assertThat(first).matches("\"v[0-9]+\"");
        assertThat(send(token, "PATCH", encoded, body.formatted("1"), first)).isEqualTo(200);
        assertThat(tag(encoded)).isNotEqualTo(first);
        assertThat(send(token, "PATCH", encoded, body.formatted("2"), first)).isEqualTo(412);
        assertThat(send(token, "PATCH", encoded, body.formatted("2"), "W/" + tag(encoded)))
                .isEqualTo(412);
        assertThat(send(token, "PATCH", encoded, body.formatted("2"), first + ", " + tag(encoded)))
                .isEqualTo(200);
        assertThat(send(token, "PATCH", encoded, body.formatted("3"), "*")).isEqualTo(200);
        assertThat(send(token, "PATCH", encoded, body.formatted("4"), "v7")).isEqualTo(400);
        assertThat(send(token, "PATCH", encoded + "?whatIf=true", body.formatted("5"), first))
                .isEqualTo(412);
    }

    @Test
    void pinsAndLocksAreOfTheMailboxesVersion() {
        var path = "/mailboxes/tonysmith";
        var first = tag(path);
        assertThat(tag(path + "/pin")).isEqualTo(first);
        assertThat(send(token, "PUT", path + "/lock", "", first)).isLessThan(300);
        assertThat(send(token, "DELETE", path + "/lock", "", first)).isEqualTo(412);
        assertThat(send(token, "PUT", path + "/pin", "{}", first)).isEqualTo(412);
        assertThat(send(token, "DELETE", path + "/lock", "", tag(path))).isLessThan(300);
    }

    @Test
    void rightsComeBeforeVersions() {
        assertThat(send(auditor, "DELETE", "/mailboxes/tonysmith/lock", "", "\"v99\""))
                .isEqualTo(403);
    }
}
