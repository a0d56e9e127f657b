package org.ovalogin.web.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.CancellationException;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.stream.ClosedStreamException;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers all errors: with a page for people, with a [Problem] for programs. Neither reveals
/// anything about the exception.
final class Errors implements ServerErrorHandler {
    private static final Logger log = LoggerFactory.getLogger(Errors.class);

    private static final Problem NO_STORE =
            Problem.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "The database did not answer in time.")
                    .withHint("Check whether the request has taken effect before trying again.")
                    .withHeader("retry-after", "5");

    private final ErrorPage page;
    private final HttpHeaders always;

    /// @param always headers of every answer, which Armeria omits for malformed requests
    Errors(ErrorPage page, HttpHeaders always) {
        this.page = page;
        this.always = always;
    }

    @Override
    public @Nullable HttpResponse onServiceException(ServiceRequestContext context, Throwable e) {
        var cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        return switch (cause) {
            case ProblemException known ->
                    response(context.request().headers(), known.problem()).toHttpResponse();
            case NotDone notDone ->
                    response(context.request().headers(), HttpRefusal.of(notDone)).toHttpResponse();
            case StoreException _ -> {
                log.error("no store at {}", context.config().route().patternString(), cause);
                yield response(context.request().headers(), NO_STORE).toHttpResponse();
            }
            case HttpStatusException known ->
                    render(context.request().headers(), known.httpStatus()).toHttpResponse();
            case ContentTooLargeException _, RequestTimeoutException _, CancellationException _ ->
                    null; // Armeria answers by itself, and asks renderStatus
            // The client left in the middle of its request. Nothing failed here, and logging it
            // would let anybody fill the log.
            case ClosedStreamException _ -> null;
            case IllegalArgumentException _ when isOfAnnotations(cause) ->
                    render(context.request().headers(), HttpStatus.BAD_REQUEST).toHttpResponse();
            default -> {
                // Logs the pattern only: a path may contain a name, and a query anything.
                log.error("failed at {}", context.config().route().patternString(), cause);
                yield render(context.request().headers(), HttpStatus.INTERNAL_SERVER_ERROR)
                        .toHttpResponse();
            }
        };
    }

    /// Armeria's own exception for a missing or non-numeric parameter. Our own would be a bug.
    private static boolean isOfAnnotations(Throwable cause) {
        var thrower = cause.getStackTrace();
        return thrower.length > 0 && thrower[0].getClassName().startsWith("com.linecorp.armeria.");
    }

    @Override
    public AggregatedHttpResponse renderStatus(
            @Nullable ServiceRequestContext context,
            ServiceConfig config,
            @Nullable RequestHeaders headers,
            HttpStatus status,
            @Nullable String description,
            @Nullable Throwable cause) {
        if (context != null && status.equals(HttpStatus.REQUEST_TIMEOUT)) {
            var _ = context.initiateConnectionShutdown(); // see Connections
        }
        var response = render(headers, status);
        if (context != null) return response;
        var complete = response.headers().toBuilder();
        always.names().stream()
                .filter(name -> !complete.contains(name))
                .forEach(name -> complete.set(name, always.getAll(name)));
        return AggregatedHttpResponse.of(complete.build(), response.content());
    }

    private AggregatedHttpResponse render(@Nullable RequestHeaders request, HttpStatus status) {
        if (status.isContentAlwaysEmpty())
            return AggregatedHttpResponse.of(ResponseHeaders.of(status));
        return response(request, Problem.of(status, detail(status)));
    }

    private AggregatedHttpResponse response(@Nullable RequestHeaders request, Problem problem) {
        if (request == null || !isBrowser(request)) return problem.response();
        return AggregatedHttpResponse.of(
                problem.responseHeaders(MediaType.HTML_UTF_8),
                HttpData.ofUtf8(page.html(request, problem)));
    }

    private static boolean isBrowser(RequestHeaders request) {
        return request.get(HttpHeaderNames.ACCEPT, "").contains("text/html")
                && !request.path().startsWith("/api/");
    }

    private static String detail(HttpStatus status) {
        return switch (status.code()) {
            case 400 -> "The request is malformed.";
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not accept this method.";
            case 408 -> "The request took too long to arrive.";
            case 413 -> "The request is too large.";
            case 414 -> "The address is too long.";
            case 431 -> "The request's headers are too large.";
            case 503 -> "The server can't answer in time.";
            default -> status.isServerError() ? "Something failed here." : status.reasonPhrase();
        };
    }
}
