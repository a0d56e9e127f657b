package org.ovalogin.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ovalogin.core.account.Role;
import org.ovalogin.docs.Fence;
import org.ovalogin.docs.Manual;
import org.ovalogin.docs.Words;

/// Sends the documents' requests to a server, and checks the problem that they show.
class DocumentedRequestsTest {
    private static final String BASE = "$ova";
    private static final List<String> WITH_A_VALUE = List.of("-u", "-K", "-H");

    @TempDir static Path folder;

    private static Served served;
    private static String token;
    private static Document document;

    private record Request(String method, String path, String body) {}

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

    static List<String> lines() {
        return Manual.fences("sh").stream()
                .map(Fence::lines)
                .flatMap(List::stream)
                .filter(line -> line.startsWith("curl "))
                .toList();
    }

    private static Request request(String line) {
        var words = Words.of(line);
        var method = "";
        var body = "";
        var targets = new ArrayList<String>();
        for (var i = 1; i < words.size(); i++) {
            var word = words.get(i);
            if (word.equals("-X")) method = words.get(++i);
            else if (word.equals("-d")) body = words.get(++i);
            else if (WITH_A_VALUE.contains(word)) i++;
            else if (!word.equals("-N")) targets.add(word);
        }
        assertThat(targets).singleElement().asString().startsWith(BASE);
        var usual = body.isEmpty() ? "GET" : "POST";
        return new Request(
                method.isEmpty() ? usual : method,
                targets.getFirst().substring(BASE.length()),
                body);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aRequestDoesWhatItShould(String line) {
        var request = request(line);
        var operation = operation(request);
        assertThat(document.faultsOfRequest(operation, request.body())).isEmpty();
        if (request.path().contains("/stream")) return; // goes on for ever
        var answer = served.send(token, request.method(), request.path(), request.body());
        assertThat(answer.status()).as(answer.response().body()).isBetween(200, 204);
        assertThat(document.faults(operation, answer)).isEmpty();
    }

    /// The operation in the document, whose paths have names in braces.
    private static String operation(Request request) {
        var path = request.path().replaceFirst("\\?.*", "");
        return document.operations().keySet().stream()
                .filter(name -> name.startsWith(request.method() + " "))
                .filter(
                        name ->
                                path.matches(
                                        name.substring(name.indexOf(' ') + 1)
                                                .replaceAll("\\{[a-z]+}", "[^/]+")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no operation for " + request));
    }

    @Test
    void theProblemIsWhatTheServerSays() throws IOException {
        var path = "/policies/" + Served.encoded("default Default Policy");
        var answer = served.send(token, "PATCH", path, "{\"minPinLength\": 3}");
        var told = Manual.fences("json problem");
        assertThat(told).hasSize(1);
        assertThat(Served.json(told.getFirst().text())).isEqualTo(answer.json());
    }
}
