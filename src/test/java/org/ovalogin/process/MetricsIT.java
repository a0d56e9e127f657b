package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.web.http.PlainClient;
import org.ovalogin.web.metrics.Scrape;

/// A running server's output for monitoring programs.
class MetricsIT {
    private static final String CALLER = "0033140205317";
    private static final String EXTENSION = "51234";
    private static final String UNKNOWN = "58617";
    private static final String WRONG = "739152806471";

    private static final Pattern NAME = Pattern.compile("\\b(?:ova|jvm|process)_[a-z_]+");

    @TempDir private Path parent;
    private final HttpClient client = PlainClient.make();

    @AfterEach
    void close() {
        client.close();
    }

    private HttpResponse<String> get(OvaServer server, String path) {
        try {
            var place = server.administration().resolve(path);
            return client.send(HttpRequest.newBuilder(place).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void countWhatHappenedAndNameNobody() throws Exception {
        var data = parent.resolve("data");
        var installation = new InstalledOva(data);
        try (var server = Ova.serve(data).start()) {
            Ova.mailbox(data, "add", EXTENSION, "--email", "lea@example.com").succeeded();
            await().until(() -> installation.letters().size() == 1);
            var pin = installation.mailedPin();
            var chosen = "804617295381";
            var keys = EXTENSION + pin + "#" + (chosen + "#").repeat(2) + "1";
            assertThat(call(server, keys).result()).isEqualTo("SUCCESS");
            call(server, EXTENSION + WRONG + "#");
            call(server, UNKNOWN + WRONG + "#");
            call(server, "*");
            await().until(
                            () ->
                                    server.lines().stream().filter(l -> l.contains("call ")).count()
                                            >= 4);

            collectGarbage(server);
            get(server, "metrics");
            await().until(
                            () ->
                                    get(server, "metrics")
                                            .body()
                                            .contains("ova_http_requests_seconds"));
            var scrape = new Scrape(get(server, "metrics").body());
            for (var digits :
                    List.of(CALLER, EXTENSION, UNKNOWN, WRONG, pin, chosen, "example.com"))
                assertThat(scrape.withoutValues()).doesNotContain(digits);
            assertThat(scrape.value("ova_calls_started_total")).isEqualTo(4);
            assertThat(scrape.value("ova_calls_ended_total{result=\"success\"}")).isOne();
            assertThat(scrape.value("ova_calls_ended_total{result=\"hangup\"}")).isEqualTo(2);
            assertThat(scrape.value("ova_calls_ended_total{result=\"cancelled\"}")).isOne();
            assertThat(scrape.value("ova_sign_ins_total{result=\"WrongPin\"}")).isOne();
            assertThat(scrape.value("ova_sign_ins_total{result=\"UnknownExtension\"}")).isOne();
            assertThat(scrape.value("ova_pin_changes_total")).isOne();
            assertThat(scrape.value("ova_verdict_time_seconds_count")).isEqualTo(4);
            assertThat(scrape.value("ova_think_time_seconds_count")).isGreaterThan(10);
            assertThat(scrape.value("ova_hash_queue_wait_seconds_count{queue=\"pins\"}"))
                    .isGreaterThanOrEqualTo(4);
            assertThat(scrape.value("ova_database_transaction_seconds_count{kind=\"write\"}"))
                    .isGreaterThan(4);
            assertThat(scrape.names()).containsAll(namesIn("ova-login.json", "alerts.yml"));
        }
    }

    /// Metrics of pauses appear only after the first collection.
    private static void collectGarbage(OvaServer server) throws Exception {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var command = new ProcessBuilder(jcmd, String.valueOf(server.pid()), "GC.run");
        assertThat(command.redirectErrorStream(true).start().waitFor()).isZero();
    }

    private static RawCall.Heard call(OvaServer server, String keys) {
        return new RawCall(server.port(), keys).from(CALLER).place();
    }

    /// The metrics used by the dashboard and the alerts.
    private static Set<String> namesIn(String... files) throws IOException {
        var names = new TreeSet<String>();
        for (var file : files) {
            var text = Files.readString(Path.of("src/main/grafana", file));
            NAME.matcher(text).results().forEach(m -> names.add(m.group()));
        }
        assertThat(names).hasSizeGreaterThan(20);
        return names;
    }

    @Test
    void aServerIsReadyAsLongAsItsDatabaseTakesChanges() {
        var data = parent.resolve("data");
        try (var server = Ova.serve(data).start()) {
            assertThat(get(server, "health").statusCode()).isEqualTo(200);
            assertThat(get(server, "ready").statusCode()).isEqualTo(200);
            var installation = new InstalledOva(data);
            installation.tamper("alter table vault_key rename to gone");
            await().until(() -> get(server, "ready").statusCode() == 503);
            assertThat(get(server, "ready").body())
                    .contains("The database does not answer, or takes no changes.")
                    .doesNotContain("vault_key", "SQL");
            assertThat(get(server, "health").statusCode()).isEqualTo(200);
            installation.tamper("alter table gone rename to vault_key");
            await().until(() -> get(server, "ready").statusCode() == 200);
        }
    }
}
