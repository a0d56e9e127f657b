package org.ovalogin.web.http;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import java.time.Duration;
import org.ovalogin.core.store.Patience;

/// Answers a fully received request, on a thread that may block.
@FunctionalInterface
public interface Handler {
    /// @throws ProblemException is sent to the client as it is
    HttpResponse answer(ServiceRequestContext context, AggregatedHttpRequest request);

    /// Shorter than the server's time for a whole request, so that the thread is free by then.
    Duration PATIENCE = Duration.ofSeconds(20);

    static HttpService service(Handler handler) {
        return (context, request) ->
                HttpResponse.of(
                        request.aggregate()
                                .thenApplyAsync(
                                        whole ->
                                                new Patience(PATIENCE)
                                                        .during(
                                                                () ->
                                                                        handler.answer(
                                                                                context, whole)),
                                        context.blockingTaskExecutor()));
    }

    /// Accepts a form from any site. For forms without a session, which give another site's page no
    /// advantage. A page with `no-referrer` sends `null` as its `Origin`.
    static HttpService forAnybody(Handler handler) {
        return new ForAnybody(service(handler));
    }

    /// Marks services that [CrossSiteGuard] lets pass.
    final class ForAnybody extends SimpleDecoratingHttpService {
        private ForAnybody(HttpService delegate) {
            super(delegate);
        }

        @Override
        public HttpResponse serve(ServiceRequestContext context, HttpRequest request)
                throws Exception {
            return unwrap().serve(context, request);
        }
    }
}
