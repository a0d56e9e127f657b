package org.ovalogin.web.http;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import java.time.Duration;
import org.ovalogin.core.store.Patience;

/// Answers a request that has arrived in full, on a thread that may wait.
@FunctionalInterface
public interface Handler {
    /// @throws ProblemException for what the client is told as it stands
    HttpResponse answer(ServiceRequestContext context, AggregatedHttpRequest request);

    /// Less than the server gives a request in all, so that its thread is free by then.
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

    /// For forms that need no session, so that another site's page gains nothing by sending them:
    /// they are taken from anywhere. A page that tells nobody where it is (`no-referrer`) has an
    /// `Origin` of `null`.
    static HttpService forAnybody(Handler handler) {
        return new ForAnybody(service(handler));
    }

    /// What [CrossSiteGuard] lets pass.
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
