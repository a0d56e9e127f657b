package org.ovalogin.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.Site;

class OutboxSampleTest {
    @TempDir private Path folder;

    @Test
    void tellsWhatWaitsAndForHowLongAndNothingOnceNobodyKnows() {
        var metrics = new Metrics();
        try (var site = Site.with(folder, _ -> {});
                var sample = new OutboxSample(site.outbox, site.clock, metrics)) {
            assertThat(metrics.scrape())
                    .contains("ova_outbox_waiting NaN", "ova_outbox_oldest_age_seconds NaN");
            site.outbox
                    .claim(100, Duration.ofMinutes(1))
                    .forEach(l -> site.outbox.delivered(l.notice().id(), Optional.empty()));
            sample.look();
            assertThat(metrics.scrape())
                    .contains("ova_outbox_waiting 0.0", "ova_outbox_oldest_age_seconds 0.0");
            site.fail(15);
            site.clock.pass(Duration.ofSeconds(90));
            sample.look();
            assertThat(metrics.scrape())
                    .containsPattern("ova_outbox_waiting [1-9]")
                    .contains("ova_outbox_oldest_age_seconds 90.0");
            site.database.close();
            sample.look();
            assertThat(metrics.scrape()).contains("ova_outbox_waiting NaN");
        }
        metrics.close();
    }
}
