package org.ovalogin.web.metrics;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.logging.RequestLog;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.ovalogin.web.http.Routes;

/// Times requests by method and class of status. Records no path, since a path contains names.
final class HttpMeters extends SimpleDecoratingHttpService {
    private final MeterRegistry registry;

    HttpMeters(HttpService delegate, MeterRegistry registry) {
        super(delegate);
        this.registry = registry;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws Exception {
        if (!context.path().endsWith(Routes.UNCOUNTED)) {
            var _ = context.log().whenComplete().thenAccept(this::record);
        }
        return unwrap().serve(context, request);
    }

    private void record(RequestLog log) {
        timer(log.requestHeaders().method(), log.responseStatus().code() / 100)
                .record(log.totalDurationNanos(), TimeUnit.NANOSECONDS);
    }

    /// @param statusClass 0: the client left before the answer
    private Timer timer(HttpMethod method, int statusClass) {
        return Timer.builder("ova.http.requests")
                .description("HTTP requests, from the first byte to the last")
                .tag("method", method.name().toLowerCase(java.util.Locale.ROOT))
                .tag("status", statusClass == 0 ? "none" : statusClass + "xx")
                .register(registry);
    }
}
