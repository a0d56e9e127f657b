package org.ovalogin.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.server.Server;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.ServerState;
import org.ovalogin.web.http.ClientAddress;

class OpenApiTest {
    @TempDir static Path folder;

    private static Served served;
    private static String token;
    private static Document document;

    @BeforeAll
    static void serve() {
        served = Served.in(folder);
        token = served.token("ada", Role.ADMINISTRATOR);
        document = Document.of(served);
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void itsPathsAreTheServersRoutes() {
        var builder = Server.builder();
        new Api(
                        served.site.administration,
                        served.site.overviews(ServerState.NONE),
                        new ClientAddress(List.of()))
                .addTo(builder);
        builder.service("/", (_, _) -> com.linecorp.armeria.common.HttpResponse.of(200));
        var routes =
                builder.build().serviceConfigs().stream()
                        .map(config -> config.route().patternString())
                        .filter(path -> path.startsWith(Api.BASE))
                        .map(path -> path.substring(Api.BASE.length()))
                        .map(path -> path.replaceAll(":([a-z]+)", "{$1}"))
                        .collect(Collectors.toSet());
        var paths = new HashSet<String>();
        document.json.path("paths").fieldNames().forEachRemaining(paths::add);
        assertThat(paths).isEqualTo(routes);
    }

    @Test
    void itsMethodsAreThoseThatTheServerAllows() {
        var softly = new SoftAssertions();
        for (var path : document.json.path("paths").properties()) {
            var methods = new TreeSet<String>();
            path.getValue()
                    .fieldNames()
                    .forEachRemaining(m -> methods.add(m.toUpperCase(Locale.ROOT)));
            if (methods.contains("GET") && !path.getKey().endsWith("/stream")) methods.add("HEAD");
            var answer = served.send(token, "OPTIONS", path.getKey().replaceAll("[{}]", ""), "");
            softly.assertThat(answer.status()).as(path.getKey()).isEqualTo(405);
            softly.assertThat(answer.header("allow"))
                    .as(path.getKey())
                    .hasValue(String.join(", ", methods));
        }
        softly.assertAll();
    }

    @Test
    void everyAnswerAndRequestOfATourIsAsItSays() {
        var softly = new SoftAssertions();
        for (var taken : Tour.take(served, token)) {
            var operation = taken.step().operation();
            softly.assertThat(taken.answer().status())
                    .as(taken.step() + " " + taken.answer().response().body())
                    .isEqualTo(taken.step().status());
            softly.assertThat(document.faults(operation, taken.answer()))
                    .as(taken.step().toString())
                    .isEmpty();
            softly.assertThat(document.faultsOfRequest(operation, taken.step().body()))
                    .as(taken.step().toString())
                    .isEmpty();
        }
        softly.assertAll();
    }

    @Test
    void theTourCallsEveryOperation() {
        var called = Tour.STEPS.stream().map(Tour.Step::operation).collect(Collectors.toSet());
        called.add("GET /events/stream"); // called by EventStreamTest
        assertThat(document.operations().keySet()).isEqualTo(called);
    }

    @Test
    void itsRequestsHaveTheMembersThatTheServerTakes() {
        var softly = new SoftAssertions();
        document.operations()
                .forEach(
                        (name, operation) -> {
                            if (!operation.has("requestBody")) return;
                            var parts = name.split(" ", 2);
                            var answer =
                                    served.send(
                                            token,
                                            parts[0],
                                            parts[1].replaceAll("[{}]", ""),
                                            "{\"frob\":1}");
                            var allowed = answer.json().at("/errors/0/allowed").asText();
                            var members = new HashSet<String>();
                            document.requestSchema(name)
                                    .path("properties")
                                    .fieldNames()
                                    .forEachRemaining(members::add);
                            softly.assertThat(answer.code()).as(name).isEqualTo("unknown-member");
                            softly.assertThat(Set.of(allowed.split(", ")))
                                    .as(name)
                                    .isEqualTo(members);
                        });
        softly.assertAll();
    }

    @Test
    void itsQueryParametersAreThoseThatTheServerTakes() {
        var softly = new SoftAssertions();
        document.operations()
                .forEach(
                        (name, operation) -> {
                            if (operation.path("security").isEmpty()) return;
                            var parts = name.split(" ", 2);
                            var body = operation.has("requestBody") ? "{}" : "";
                            var path = parts[1].replaceAll("[{}]", "") + "?frob=1";
                            var answer = served.send(token, parts[0], path, body);
                            var names = new TreeSet<String>();
                            for (var reference : operation.path("parameters")) {
                                var parameter = document.resolved(reference);
                                if (parameter.path("in").asText().equals("query"))
                                    names.add(parameter.path("name").asText());
                            }
                            softly.assertThat(answer.status()).as(name).isEqualTo(400);
                            softly.assertThat(answer.json().at("/errors/0/allowed").asText())
                                    .as(name)
                                    .isEqualTo(names.isEmpty() ? "none" : String.join(", ", names));
                        });
        softly.assertAll();
    }

    @Test
    void itHoldsTogether() {
        var text = document.json.toString();
        assertThat(document.json.path("openapi").asText()).isEqualTo("3.1.0");
        var reference = Pattern.compile("\"\\$ref\":\"#([^\"]+)\"").matcher(text);
        var used = new HashSet<String>();
        while (reference.find()) {
            used.add(reference.group(1));
            assertThat(document.json.at(reference.group(1)).isMissingNode())
                    .as(reference.group(1))
                    .isFalse();
        }
        for (var kind : List.of("schemas", "parameters", "responses", "headers"))
            document.json
                    .at("/components/" + kind)
                    .fieldNames()
                    .forEachRemaining(
                            name -> assertThat(used).contains("/components/" + kind + "/" + name));
        var ids =
                document.operations().values().stream()
                        .map(o -> o.path("operationId").asText())
                        .toList();
        assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
        var tags = document.json.path("tags").findValuesAsText("name");
        document.operations()
                .forEach(
                        (name, operation) -> {
                            assertThat(tags).contains(operation.at("/tags/0").asText());
                            var inPath = new TreeSet<String>();
                            for (var parameter : operation.path("parameters")) {
                                var resolved = document.resolved(parameter);
                                if (resolved.path("in").asText().equals("path"))
                                    inPath.add("{" + resolved.path("name").asText() + "}");
                            }
                            assertThat(inPath)
                                    .as(name)
                                    .isEqualTo(
                                            new TreeSet<>(
                                                    Pattern.compile("\\{[^}]+}")
                                                            .matcher(name)
                                                            .results()
                                                            .map(r -> r.group())
                                                            .toList()));
                        });
    }

    @Test
    void itIsForAnybody() {
        assertThat(served.send("", "GET", "/openapi.json", "").status()).isEqualTo(200);
    }
}
