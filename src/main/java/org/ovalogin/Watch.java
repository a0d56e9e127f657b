package org.ovalogin;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.ovalogin.call.dialog.Switchboard;
import org.ovalogin.core.administration.StageCallers;
import org.ovalogin.web.http.HttpSettings;
import org.ovalogin.web.http.Routes;
import org.ovalogin.web.metrics.Metrics;
import org.ovalogin.web.metrics.MetricsPage;
import org.ovalogin.web.metrics.OutboxSample;
import org.ovalogin.web.metrics.Readiness;
import org.ovalogin.web.metrics.Readiness.Check;

/// Shows the state of a running server: metrics, readiness, and calls by their stage.
final class Watch implements AutoCloseable {
    private final Metrics metrics;
    private final Core core;
    private final Switchboard switchboard;
    private final OutboxSample outbox;
    private final Readiness readiness;

    /// @param metrics hear of the core's events and the switchboard's calls already
    /// @param listening whether calls are taken
    Watch(Metrics metrics, Core core, Switchboard switchboard, BooleanSupplier listening) {
        this.metrics = metrics;
        this.core = core;
        this.switchboard = switchboard;
        metrics.calls(switchboard);
        outbox = core.countedBy(metrics, InstantSource.system());
        var line = new Check(listening, "No calls are taken.");
        readiness = new Readiness(Stream.concat(core.checks().stream(), Stream.of(line)).toList());
    }

    /// Calls by their stage, for the overview page.
    List<StageCallers> calls() {
        return switchboard.standings().stream()
                .map(
                        s ->
                                new StageCallers(
                                        s.stage().name().toLowerCase(Locale.ROOT),
                                        s.callers(),
                                        s.longest()))
                .toList();
    }

    /// Routes for monitoring programs.
    List<Routes> routes(HttpSettings settings) {
        var tokens = core.administration().tokens();
        var published = settings.publicUrl().isPresent();
        return List.of(
                new MetricsPage(metrics, tokens, settings.clients().trustedProxies(), published),
                readiness);
    }

    /// The obstacles to taking calls, in sentences; empty if there is none.
    List<String> obstacles() {
        return readiness.problems().join();
    }

    void start() {
        outbox.start();
    }

    /// Tells load balancers to send no more calls.
    void stopping() {
        readiness.stopping();
    }

    @Override
    public void close() {
        outbox.close();
        readiness.close();
        metrics.close();
    }
}
