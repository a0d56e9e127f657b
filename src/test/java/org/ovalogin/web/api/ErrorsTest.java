package org.ovalogin.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.account.Role;
import org.slf4j.LoggerFactory;

class ErrorsTest {
    @TempDir static Path folder;

    private static Served served;
    private static String token;
    private static Document document;

    @BeforeAll
    static void serve() {
        served = Served.in(folder);
        token = served.token("ada", Role.ADMINISTRATOR);
        document = Document.of(served);
        served.send(token, "POST", "/dialplans", "{\"name\":\"paris\"}");
        served.send(
                token,
                "POST",
                "/mailboxes",
                "{\"identity\":\"p@contoso.com\",\"extensions\":[\"51234\"],\"umDialPlan\":\"paris\"}");
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    /// In bodies ' stands for ".
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
"""
GET    | /mailboxes/{id}     | /mailboxes/nobody               |                                      | 404 | no-such-mailbox | identity | nobody
GET    | /mailboxes/{id}     | /mailboxes/51234                |                                      | 409 | ambiguous-mailbox | identity | 51234
GET    | /dialplans/{name}   | /dialplans/rome                 |                                      | 404 | no-such-dial-plan | identity | rome
GET    | /policies/{policy}  | /policies/rome                  |                                      | 404 | no-such-policy | identity | rome
GET    | /accounts/{name}    | /accounts/rome                  |                                      | 404 | no-such-account | name | rome
DELETE | /tokens/{id}        | /tokens/rome                    |                                      | 404 | no-such-token | id | rome
GET    | /mailboxes          | /mailboxes?limit=0              |                                      | 400 | value | limit | 0
GET    | /mailboxes          | /mailboxes?search=              |                                      | 400 | value | search |
GET    | /mailboxes          | /mailboxes?search=%20            |                                      | 400 | value | search |
GET    | /mailboxes          | /mailboxes?dialPlan=             |                                      | 400 | value | dialPlan |
GET    | /events             | /events?mailbox=                 |                                      | 400 | value | mailbox |
GET    | /policies           | /policies?dialPlan=              |                                      | 400 | value | dialPlan |
GET    | /mailboxes          | /mailboxes?limit=1001           |                                      | 400 | value | limit | 1001
GET    | /mailboxes          | /mailboxes?limit=1&limit=2      |                                      | 400 | repeated-parameter | limit |
GET    | /mailboxes          | /mailboxes?state=locked,odd     |                                      | 400 | value | state | odd
GET    | /mailboxes          | /mailboxes?after=odd            |                                      | 400 | value | after | odd
GET    | /mailboxes          | /mailboxes?after=b2Rk           |                                      | 400 | value | after | b2Rk
GET    | /mailboxes          | /mailboxes?dialPlan=rome        |                                      | 422 | no-such-dial-plan | dialPlan | rome
GET    | /mailboxes          | /mailboxes?policy=rome          |                                      | 422 | no-such-policy | policy | rome
GET    | /events             | /events?mailbox=rome            |                                      | 422 | no-such-mailbox | mailbox | rome
GET    | /events             | /events?name=Odd                |                                      | 400 | value | name | Odd
GET    | /events             | /events?since=yesterday         |                                      | 400 | value | since | yesterday
GET    | /events             | /events?since=%2B999999999-01-01T00:00:00Z |                           | 400 | value | since | +999999999-01-01T00:00:00Z
GET    | /events             | /events?before=99999999999999999999 |                                  | 400 | value | before | 99999999999999999999
PATCH  | /mailboxes/{id}     | /mailboxes/tonysmith?whatIf=yes | {}                                   | 400 | value | whatIf | yes
PATCH  | /mailboxes/{id}     | /mailboxes/tonysmith            | {'id':'x'}                           | 400 | unknown-member | id |
PATCH  | /mailboxes/{id}     | /mailboxes/tonysmith            | {'extensions':'51234'}               | 422 | wrong-type | extensions | `"51234"`
PATCH  | /mailboxes/{id}     | /mailboxes/tonysmith            | {'extensions':[51234]}               | 422 | wrong-type | extensions | `[51234]`
PATCH  | /mailboxes/{id}     | /mailboxes/tonysmith            | {'extensions':null}                  | 422 | wrong-type | extensions | null
PATCH  | /mailboxes/{id}     | /mailboxes/tonysmith            | {'extensions':['5123']}              | 422 | extension | extensions | 5123
PATCH  | /mailboxes/{id}     | /mailboxes/tonysmith            | {'subscriberAccessEnabled':'true'}   | 422 | wrong-type | subscriberAccessEnabled | `"true"`
PATCH  | /mailboxes/{id}     | /mailboxes/tonysmith            | {'language':'nl'}                    | 422 | value | language | nl
PATCH  | /mailboxes/{id}     | /mailboxes/tonysmith            | {'identity':'p@contoso.com'}         | 409 | address-taken | identity | p@contoso.com
PATCH  | /mailboxes/{id}     | /mailboxes/tonysmith            | {'umMailboxPolicy':'rome'}           | 422 | no-such-policy | umMailboxPolicy | rome
PATCH  | /mailboxes/{id}     | /mailboxes/tonysmith            | {'umMailboxPolicy':'paris Default Policy'} | 422 | policy-of-other-dial-plan | umMailboxPolicy | paris Default Policy
POST   | /mailboxes          | /mailboxes                      | {}                                   | 422 | missing | identity |
POST   | /mailboxes          | /mailboxes                      | {'identity':'x@y.z','extensions':['51290']} | 422 | missing | umDialPlan |
POST   | /mailboxes          | /mailboxes                      | {'identity':'x@y.z','extensions':['51290'],'umDialPlan':'rome'} | 422 | no-such-dial-plan | umDialPlan | rome
POST   | /mailboxes          | /mailboxes                      | {'identity':'x@y.z','extensions':['51234'],'umDialPlan':'paris'} | 409 | extension-taken | extensions | 51234
PUT    | /mailboxes/{id}/pin | /mailboxes/tonysmith/pin        | {'lockedOut':true,'sendEmail':false} | 422 | lock-only | sendEmail | SendEmail
PUT    | /mailboxes/{id}/pin | /mailboxes/tonysmith/pin        | {'pinExpired':null}                  | 422 | wrong-type | pinExpired | null
PUT    | /mailboxes/{id}/pin | /mailboxes/tonysmith/pin        | {'notifyEmail':'nobody'}             | 422 | address | notifyEmail | nobody
POST   | /dialplans          | /dialplans                      | {'name':'a b'}                       | 422 | value | name | `'a b'`
POST   | /dialplans          | /dialplans                      | {'name':'paris'}                     | 409 | name-taken | name | paris
PATCH  | /dialplans/{name}   | /dialplans/paris                | {'maxCallDuration':121}              | 422 | value | maxCallDuration | 121
PATCH  | /dialplans/{name}   | /dialplans/paris                | {'maxCallDuration':1e2}              | 422 | wrong-type | maxCallDuration | 100.0
PATCH  | /dialplans/{name}   | /dialplans/paris                | {'maxCallDuration':9999999999}       | 422 | wrong-type | maxCallDuration | 9999999999
PATCH  | /dialplans/{name}   | /dialplans/paris                | {'numberOfDigitsInExtension':4}      | 409 | extensions-in-use | numberOfDigitsInExtension | 51234
DELETE | /dialplans/{name}   | /dialplans/paris                |                                      | 409 | in-use | identity | paris
PATCH  | /policies/{policy}  | /policies/paris%20Default%20Policy | {'minPinLength':3}                | 422 | value | minPinLength | 3
PATCH  | /policies/{policy}  | /policies/paris%20Default%20Policy | {'pinLifetime':1000}              | 422 | value | pinLifetime | 1000
PATCH  | /policies/{policy}  | /policies/paris%20Default%20Policy | {'pinLifetime':-2147483648}       | 422 | value | pinLifetime | -2147483648
PATCH  | /policies/{policy}  | /policies/paris%20Default%20Policy | {'logonFailuresBeforePinReset':15} | 422 | value | logonFailuresBeforePinReset | 15
POST   | /policies           | /policies                       | {'name':'x','template':'lax'}        | 422 | value | template | lax
POST   | /policies           | /policies                       | {'name':'x'}                         | 422 | missing | umDialPlan |
POST   | /accounts           | /accounts                       | {'name':'x','role':'root','password':'correct horse'} | 422 | value | role | root
POST   | /accounts           | /accounts                       | {'name':'x y','role':'auditor','password':'correct horse'} | 422 | account-name | name | x y
POST   | /accounts           | /accounts                       | {'name':'xy','role':'auditor','password':'short'} | 422 | password | password |
POST   | /accounts           | /accounts                       | {'name':'ADA','role':'auditor','password':'correct horse'} | 409 | name-taken | name | ADA
PATCH  | /accounts/{name}    | /accounts/ada                   | {'role':'auditor'}                   | 409 | last-administrator | name | ada
PATCH  | /accounts/{name}    | /accounts/ada                   | {'enabled':false}                    | 409 | last-administrator | name | ada
PATCH  | /accounts/{name}    | /accounts/ada                   | {'mailbox':'rome'}                   | 422 | no-such-mailbox | mailbox | rome
DELETE | /accounts/{name}    | /accounts/ada                   |                                      | 409 | last-administrator | name | ada
POST   | /tokens             | /tokens                         | {'name':'x','days':0}                | 422 | value | days | 0
POST   | /tokens             | /tokens                         | {'name':''}                          | 422 | value | name | `''`
""")
    void aProblemNamesMemberFoundAndAllowed(
            String method,
            String template,
            String path,
            String body,
            int status,
            String code,
            String field,
            String found) {
        var sent = body == null ? "" : body.replace('\'', '"');
        var answer = served.send(token, method, path, sent);
        var error = answer.json().at("/errors/0");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(error.path("code").asText()).isEqualTo(code);
        assertThat(error.path("field").asText()).isEqualTo(field);
        assertThat(error.path("found").asText("")).isEqualTo(found == null ? "" : found);
        assertThat(document.faults(method + " " + template, answer)).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        var body = "{\"identity\":5,\"extensions\":[],\"pin\":true,\"sendEmail\":0}";
        var errors = served.send(token, "POST", "/mailboxes", body).json().path("errors");
        assertThat(errors.findValuesAsText("field"))
                .containsExactly("identity", "pin", "sendEmail");
        var rules =
                "{\"identity\":\"x\",\"displayName\":\" \",\"extensions\":[\"1\",\"2\"],\"umDialPlan\":\"paris\"}";
        assertThat(served.send(token, "POST", "/mailboxes", rules).json().path("errors"))
                .hasSize(4);
    }

    @Nested
    class OfTheBody {
        private Served.Answer reset(byte[] body, String type) {
            return served.send(
                    Served.with(served.to("/mailboxes/tonysmith/pin?whatIf=true"), token)
                            .header("Content-Type", type)
                            .PUT(BodyPublishers.ofByteArray(body)));
        }

        private Served.Answer reset(String body) {
            return reset(body.getBytes(StandardCharsets.UTF_8), "application/json");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "null",
                    "[]",
                    "\"pin\"",
                    "{",
                    "{\"pinExpired\":true",
                    "{\"pinExpired\":true}}",
                    "{\"pinExpired\":true} {}",
                    "{\"pinExpired\":true,\"pinExpired\":false}",
                    "{'pinExpired':true}",
                    "{pinExpired:true}",
                    "{\"pinExpired\":true,}",
                    "{\"pinExpired\":true} // yes",
                    "{\"pinExpired\":NaN}",
                    "{\"pin\":[[[[[[[[[[1]]]]]]]]]]}",
                    "{\"pin\":11111111111111111111111111111111111111111}"
                })
        void whatIsNoJsonObjectIsMalformed(String body) {
            assertThat(reset(body).status()).isEqualTo(400);
        }

        @Test
        void otherEncodingsAreMalformed() {
            assertThat(reset(new byte[] {'{', (byte) 0xC3, '}'}, "application/json").status())
                    .isEqualTo(400);
            assertThat(reset("{}".getBytes(StandardCharsets.UTF_16LE), "application/json").status())
                    .isEqualTo(400);
            var latin = "{\n \"notifyEmail\": \"L\u00e9a\"}".getBytes(StandardCharsets.ISO_8859_1);
            assertThat(reset(latin, "application/json").response().body())
                    .contains("is not UTF-8: line 2, byte 19 (0xE9)", "iconv -f WINDOWS-1252");
        }

        @Test
        void byteOrderMarksAreNoPartOfTheText() {
            var body = "\uFEFF{\"pinExpired\": 5}";
            for (var charset :
                    List.of(
                            StandardCharsets.UTF_8,
                            StandardCharsets.UTF_16LE,
                            StandardCharsets.UTF_16BE))
                assertThat(reset(body.getBytes(charset), "application/json").status())
                        .as(charset.name())
                        .isEqualTo(422);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data",
                    "application/json; charset=utf-16",
                    "application/merge-patch+json",
                    "json"
                })
        void otherTypesAreNotTaken(String type) {
            assertThat(reset("{}".getBytes(StandardCharsets.UTF_8), type).status()).isEqualTo(415);
        }

        @Test
        void aMergePatchMayBeCalledSo() {
            var request =
                    Served.with(served.to("/mailboxes/tonysmith?whatIf=true"), token)
                            .header("Content-Type", "application/merge-patch+json")
                            .method("PATCH", BodyPublishers.ofString("{}"));
            assertThat(served.send(request).status()).isEqualTo(200);
        }

        @Test
        void tooMuchIsRefused() {
            var answer = reset("{\"pin\":\"" + "1".repeat(70_000) + "\"}");
            assertThat(answer.status()).isEqualTo(413);
            assertThat(document.faults("PUT /mailboxes/{id}/pin", answer)).isEmpty();
        }

        @Test
        void whereThereShouldBeNoneIsRefused() {
            assertThat(served.send(token, "PUT", "/mailboxes/tonysmith/lock", "{}").status())
                    .isEqualTo(400);
            assertThat(served.site.mailbox().lockouts().outside().lock()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"\\u0000", "\\ud800", "a\\udc00b"})
        void textsOfHalfCharactersAndNulAreRefused(String text) {
            var body = "{\"resetPinText\":\"" + text + "\"}";
            var answer = served.send(token, "PATCH", "/policies/paris%20Default%20Policy", body);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.code()).isEqualTo("wrong-type");
        }
    }

    @Nested
    class Secrets {
        private final ListAppender<ILoggingEvent> log = new ListAppender<>();

        private String told(Runnable request) {
            var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            var level = root.getLevel();
            log.start();
            root.addAppender(log);
            root.setLevel(Level.DEBUG);
            try {
                request.run();
            } finally {
                root.setLevel(level);
                root.detachAppender(log);
            }
            return log.list.stream()
                    .map(
                            e ->
                                    e.getFormattedMessage()
                                            + ThrowableProxyUtil.asString(e.getThrowableProxy()))
                    .collect(Collectors.joining("\n"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"pin\":\"48151623\",\"pin\":\"48151623\"}",
                    "{\"pin\":48151623}",
                    "{\"pin\":[\"48151623\"]}",
                    "{\"pin\":\"48151623\",}",
                    "{\"pin\":\"48151623",
                    "{\"pin\":48151623x}",
                    "{\"pin\":\"48151623\"} 48151623",
                    "{\"pin\":\"48151623a\"}",
                    "{\"pin\":\"48151623\\u0000\"}",
                    "{\"pin\":\"48151623481516234815162348151623\"}",
                    "{\"pin\":\"48151623\",\"frob\":1}",
                    "{\"pin\":\"48151623\",\"notifyEmail\":\"x\"}",
                    "{\"pin\":\"48151623\",\"lockedOut\":\"48\"}"
                })
        void aPinIsNeitherEchoedNorLogged(String body) {
            var answer = new Served.Answer[1];
            var logged =
                    told(
                            () ->
                                    answer[0] =
                                            served.send(
                                                    token,
                                                    "PUT",
                                                    "/mailboxes/tonysmith/pin",
                                                    body));
            assertThat(answer[0].status()).isIn(400, 422);
            assertThat(answer[0].response().body() + answer[0].response().headers())
                    .doesNotContain("481516");
            assertThat(logged).doesNotContain("481516");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"name\":\"x\",\"role\":\"auditor\",\"password\":[\"hunter2hunter2\"]}",
                    "{\"name\":\"x\",\"role\":\"auditor\",\"password\":\"hunter2\"}",
                    "{\"name\":\"hunter\",\"role\":\"auditor\",\"password\":\"hunter2hunter2\"}",
                    "{\"name\":\"ada\",\"role\":\"auditor\",\"password\":\"hunter2hunter2\"}"
                })
        void aPasswordIsNeitherEchoedNorLogged(String body) {
            var answer = new Served.Answer[1];
            var logged = told(() -> answer[0] = served.send(token, "POST", "/accounts", body));
            assertThat(answer[0].status()).isIn(409, 422);
            assertThat(answer[0].response().body()).doesNotContain("hunter2");
            assertThat(logged).doesNotContain("hunter2");
        }

        @Test
        void aFaultOfOursIsLoggedAndNotTold() {
            served.site.sql("alter table dial_plan rename to away");
            var answer = new Served.Answer[1];
            try {
                var logged = told(() -> answer[0] = served.send(token, "GET", "/dialplans", ""));
                assertThat(logged).contains("StoreException").doesNotContain(token);
            } finally {
                served.site.sql("alter table away rename to dial_plan");
            }
            assertThat(answer[0].status()).isEqualTo(503);
            assertThat(answer[0].response().body()).doesNotContain("dial_plan", "SQL", "Exception");
            assertThat(document.faults("GET /dialplans", answer[0])).isEmpty();
        }
    }

    @Nested
    class OfTheRequest {
        @ParameterizedTest
        @CsvSource({
            "text/html,406",
            "application/json;q=0,406",
            "application/*,200",
            "*/*,200",
            "'text/html,*/*;q=0.1',200"
        })
        void onlyJsonIsAnswered(String accept, int status) {
            var answer = served.send(Served.with(served.to("/me"), token).header("Accept", accept));
            assertThat(answer.status()).isEqualTo(status);
        }

        @Test
        void otherMethodsAreToldWhichThereAre() {
            var answer = served.send(token, "POST", "/mailboxes/tonysmith/pin", "{}");
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("allow")).hasValue("GET, HEAD, PUT");
        }

        @Test
        void headHasTheHeadersOfGetAlone() throws IOException {
            var get = served.send(token, "GET", "/me", "").response();
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), served.port)) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream()
                        .write(
                                "HEAD /api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n"
                                        .formatted(token)
                                        .getBytes(StandardCharsets.US_ASCII));
                var raw =
                        new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(raw)
                        .startsWith("HTTP/1.1 200")
                        .contains("content-length: " + get.body().length())
                        .endsWith("\r\n\r\n");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"/", "", "/mailboxes/", "/frob", "/mailboxes/x/y", "/mailboxes/x/pin/y"})
        void otherAddressesAreNotThere(String path) {
            var answer = served.send(token, "GET", path, "");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("content-type")).hasValue("application/problem+json");
        }

        @Test
        void nothingIsKeptByCaches() {
            assertThat(served.send(token, "GET", "/me", "").header("cache-control"))
                    .hasValue("no-store");
        }
    }
}
