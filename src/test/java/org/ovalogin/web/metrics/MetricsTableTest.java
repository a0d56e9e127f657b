package org.ovalogin.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.call.dialog.Switchboard;
import org.ovalogin.core.administration.Site;
import org.ovalogin.docs.Manual;
import org.ovalogin.docs.Page;
import org.ovalogin.web.http.HttpServer;
import org.ovalogin.web.http.TryHttp;
import org.ovalogin.web.metrics.Metrics.Transactions;

class MetricsTableTest {
    private static final Pattern SAMPLE = Pattern.compile("(ova_\\w+)(?:\\{([^}]*)})? .*");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
    private static final Transactions NONE =
            new Transactions(0, 0, 0, Duration.ZERO, Duration.ZERO);

    @TempDir private Path folder;

    @Test
    void theDocumentsTellOfEveryMetricWithItsLabels() throws IOException, InterruptedException {
        var told = new TreeMap<String, Set<String>>();
        for (var row : Manual.page("docs/monitoring.md").table("metric", "labels"))
            told.put(Page.codeIn(row.getFirst()).getFirst(), Set.copyOf(Page.codeIn(row.get(1))));
        assertThat(labels(scrape())).isEqualTo(told);
    }

    /// The scrape of a server that has been scraped before.
    private String scrape() throws IOException, InterruptedException {
        try (var site = Site.with(folder, _ -> {});
                var metrics = new Metrics();
                var _ = new OutboxSample(site.outbox, site.clock, metrics);
                var client = HttpClient.newHttpClient()) {
            metrics.calls(new Switchboard(metrics.calls()));
            metrics.hashQueue("pins", site.queue);
            metrics.database("read", () -> NONE);
            var page = new MetricsPage(metrics, site.administration.tokens(), List.of(), false);
            var server = new HttpServer(TryHttp.settings(), List.of(page), (_, p) -> p.detail());
            try {
                var place = URI.create("http://127.0.0.1:" + server.start() + "/metrics");
                client.send(HttpRequest.newBuilder(place).build(), BodyHandlers.ofString());
                Awaitility.await().until(() -> metrics.scrape().contains("ova_http_requests"));
                return metrics.scrape();
            } finally {
                server.close();
            }
        }
    }

    /// By name, without the suffixes of histograms and timers.
    private static Map<String, Set<String>> labels(String scrape) {
        var labels = new TreeMap<String, Set<String>>();
        scrape.lines()
                .map(SAMPLE::matcher)
                .filter(sample -> sample.matches())
                .forEach(
                        sample -> {
                            var name = sample.group(1).replaceFirst("_(bucket|count|sum|max)$", "");
                            var own = labels.computeIfAbsent(name, _ -> new TreeSet<>());
                            if (sample.group(2) != null)
                                LABEL.matcher(sample.group(2))
                                        .results()
                                        .map(label -> label.group(1))
                                        .filter(label -> !label.equals("le"))
                                        .forEach(own::add);
                        });
        return labels;
    }
}
