package org.ovalogin.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.account.Role;

class NamesTest {
    @TempDir static Path folder;

    private static Served served;
    private static String token;

    @BeforeAll
    static void serve() {
        served = Served.in(folder);
        token = served.token("ada", Role.ADMINISTRATOR);
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static Served.Answer rename(String name) {
        var body = Json.object().put("displayName", name).toString();
        return served.send(token, "PATCH", "/mailboxes/tonysmith", body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Robert'); drop table mailbox;--",
                "<script>alert(1)</script>",
                "a/b\\c%2F%00?x=1#y;z",
                "%",
                "..%2f..",
                "\"quoted\"",
                "O'Brien ☃ 𝄞",
                "a+b & c=d",
                "x: y\\r\\nSet-Cookie: a=b"
            })
    void aNameIsANameAndIsFoundByIt(String name) {
        var answer = rename(name);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.json().path("displayName").asText()).isEqualTo(name);
        var found = served.send(token, "GET", "/mailboxes/" + Served.encoded(name), "");
        assertThat(found.json().path("displayName").asText())
                .as(found.response().body())
                .isEqualTo(name);
        var searched = served.send(token, "GET", "/mailboxes?search=" + Served.encoded(name), "");
        assertThat(searched.json().path("total").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nSet-Cookie: x=y",
                "a\0b",
                "a\u202Eb",
                "a\u2066b",
                "a\u2028b",
                "\u001B[2J",
                " ",
                ""
            })
    void namesThatSteerTerminalsOrHeadersAreRefused(String name) {
        var answer = rename(name);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("set-cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tony%40contoso.com",
                "TONY%40CONTOSO.COM",
                "tonysmith",
                "51234",
                "default%5C51234",
                "default%3A51234",
                "default:51234"
            })
    void amailboxIsFoundByEachIdentity(String identity) {
        assertThat(served.send(token, "GET", "/mailboxes/" + identity + "/pin", "").status())
                .isEqualTo(200);
    }

    @Test
    void anInternationalDomainIsShownAsTypedAndFoundInWhateverForm() {
        var body =
                "{\"identity\":\"Lea@Bücher.example\",\"extensions\":[\"51277\"],\"notifyEmail\":\"ops@bücher.example\"}";
        var made = served.send(token, "POST", "/mailboxes", body);
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        assertThat(made.json().path("identity").asText()).isEqualTo("Lea@Bücher.example");
        for (var form : List.of("lea@bücher.example", "lea@xn--bcher-kva.example"))
            assertThat(
                            served.send(token, "GET", "/mailboxes/" + Served.encoded(form), "")
                                    .json()
                                    .path("id"))
                    .isEqualTo(made.json().path("id"));
        var again = body.replace("Lea@Bücher", "lea@xn--bcher-kva").replace("51277", "51278");
        assertThat(served.send(token, "POST", "/mailboxes", again).status()).isEqualTo(409);
    }

    @Test
    void aDomainThatIsReadInDifferentWaysIsRefusedWithTheOneToWrite() {
        var body = "{\"identity\":\"lea@straße.example\"}";
        var answer = served.send(token, "PATCH", "/mailboxes/tonysmith", body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.response().body()).contains("lea@xn--strae-oqa.example");
        var local = "{\"identity\":\"léa@contoso.com\"}";
        assertThat(served.send(token, "PATCH", "/mailboxes/tonysmith", local).response().body())
                .contains("before the @");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mailboxes/tonysmith", "/dialplans/default"})
    void aTimeZoneIsSetByItsNameAndClearedByNull(String path) {
        var set = served.send(token, "PATCH", path, "{\"timeZone\":\"europe/paris\"}");
        assertThat(set.json().path("timeZone").asText()).isEqualTo("Europe/Paris");
        var bad = served.send(token, "PATCH", path, "{\"timeZone\":\"Europe/Pariss\"}");
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.response().body()).contains("did you mean Europe/Paris?");
        assertThat(served.send(token, "PATCH", path, "{\"timeZone\":\"+02:00\"}").status())
                .isEqualTo(422);
        assertThat(served.send(token, "GET", path, "").json().path("timeZone").asText())
                .isEqualTo("Europe/Paris");
        var cleared = served.send(token, "PATCH", path, "{\"timeZone\":null}");
        assertThat(cleared.json().path("timeZone").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%00",
                "%FF",
                "..",
                "%2E%2E",
                "%2E%2E%2Fpolicies",
                "a%0d%0ab",
                "%5C",
                ";",
                "%20"
            })
    void identitiesThatAreNoneAreNotThere(String identity) {
        assertThat(served.send(token, "GET", "/mailboxes/" + identity, "").status()).isIn(400, 404);
    }

    @Test
    void newAccountsAreFoundByTheLocationTheyAreToldAt() {
        var body = "{\"name\":\"a.b+c@d\",\"role\":\"auditor\",\"password\":\"correct horse\"}";
        var made = served.send(token, "POST", "/accounts", body);
        var location = made.header("location").orElseThrow().substring(Api.BASE.length());
        assertThat(served.send(token, "GET", location, "").json()).isEqualTo(made.json());
    }
}
