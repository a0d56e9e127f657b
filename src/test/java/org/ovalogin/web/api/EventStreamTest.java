package org.ovalogin.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Site;

class EventStreamTest {
    @TempDir Path folder;
    private Served served;
    private String token;

    @BeforeEach
    void serve() {
        served = Served.in(folder);
        token = served.token("ada", Role.ADMINISTRATOR);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    /// A client that reads the stream on its own thread.
    private final class Listener {
        final HttpResponse<InputStream> response;
        final Queue<String> lines = new ConcurrentLinkedQueue<>();
        final Thread reading;

        Listener(String query, Optional<String> last) {
            var request = Served.with(served.to("/events/stream" + query), token);
            last.ifPresent(id -> request.header("Last-Event-ID", id));
            request.timeout(Duration.ofMinutes(1));
            try {
                response = served.client().send(request.build(), BodyHandlers.ofInputStream());
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
            reading = Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try (var text =
                    new java.io.BufferedReader(
                            new java.io.InputStreamReader(
                                    response.body(), StandardCharsets.UTF_8))) {
                for (var line = text.readLine(); line != null; line = text.readLine())
                    lines.add(line);
            } catch (IOException _) {
                // the server ended the stream in the middle
            }
        }

        List<String> data() {
            return lines.stream().filter(l -> l.startsWith("data: ")).toList();
        }

        List<String> ids() {
            return lines.stream()
                    .filter(l -> l.startsWith("id: "))
                    .map(l -> l.substring(4))
                    .toList();
        }
    }

    private void lock() {
        served.site.administration.pins().lock(served.site.guid(), Site.ADMINISTRATOR);
    }

    private void unlock() {
        served.site.administration.pins().unlock(served.site.guid(), Site.ADMINISTRATOR);
    }

    @Test
    void tellsWhatComesFromNowOn() throws IOException {
        lock();
        var listener = new Listener("", Optional.empty());
        assertThat(listener.response.headers().firstValue("content-type"))
                .hasValue("text/event-stream");
        unlock();
        await().until(() -> !listener.data().isEmpty());
        var event = Served.json(listener.data().getFirst().substring("data: ".length()));
        assertThat(event.path("name").asText()).isEqualTo("Unlocked");
        assertThat(event.path("id").asText()).isEqualTo(listener.ids().getFirst());
        assertThat(event.path("mailbox").asText()).isEqualTo(served.site.guid().toString());
    }

    @Test
    void goesOnAfterTheLastEventThatTheClientHad() {
        lock();
        unlock();
        lock();
        var first = served.send(token, "GET", "/events?name=Locked,Unlocked", "").json();
        var oldest = first.at("/items/2/id").asText();
        var listener = new Listener("?name=locked", Optional.of(oldest));
        await().until(() -> !listener.data().isEmpty());
        assertThat(listener.ids()).containsExactly(first.at("/items/0/id").asText());
    }

    @Test
    void leavesNothingOutOfManyAtOnce() {
        for (var i = 0; i < 250; i++) unlock();
        var listener = new Listener("?name=Unlocked", Optional.of("1"));
        await().until(() -> listener.data().size() >= 250);
        assertThat(listener.ids()).doesNotHaveDuplicates().hasSize(250);
    }

    @Test
    void saysThatItIsThereWhileNothingHappens() {
        var listener = new Listener("", Optional.empty());
        await().until(() -> listener.lines.contains(": still here"));
    }

    @Test
    void endsWithItsToken() throws InterruptedException {
        var listener = new Listener("", Optional.empty());
        var id = served.send(token, "GET", "/tokens", "").json().at("/items/0/id").asText();
        assertThat(served.send(token, "DELETE", "/tokens/" + id, "").status()).isEqualTo(204);
        assertThat(listener.reading.join(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void endsWithTheServer() throws InterruptedException {
        var listener = new Listener("", Optional.empty());
        served.stop();
        assertThat(listener.reading.join(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void thereAreOnlySoManyOfAnAccountAndTheirPlaceComesFree() throws IOException {
        var listeners = new ArrayList<Listener>();
        for (var i = 0; i < 10; i++) listeners.add(new Listener("", Optional.empty()));
        var refused = served.send(token, "GET", "/events/stream", "");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("retry-after")).isPresent();
        listeners.getFirst().response.body().close();
        await().until(() -> new Listener("", Optional.empty()).response.statusCode() == 200);
    }

    @Test
    void aLastEventThatIsNoNumberIsRefused() {
        var listener = new Listener("", Optional.of("abc"));
        assertThat(listener.response.statusCode()).isEqualTo(400);
    }
}
