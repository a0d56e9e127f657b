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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.store.StoreException;

/// Answers all errors: with a page for people, with a [Problem] for programs. Neither reveals
/// anything about the exception.
final class Errors implements ServerErrorHandler {
    private static final Problem NO_STORE =
            Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "The database did not answer in time.")
                    .withHint("Check whether the request has taken effect before trying again.")
                    .withHeader("retry-after", "5");

    private final ErrorPage page;
    private final ProblemLog problems;
    private final HttpHeaders always;

    /// @param always headers of every answer, which Armeria omits for malformed requests
    Errors(ErrorPage page, ClientAddress clients, HttpHeaders always) {
        this.page = page;
        this.problems = new ProblemLog(clients);
        this.always = always;
    }

    @Override
    public @Nullable HttpResponse onServiceException(ServiceRequestContext context, Throwable e) {
        var cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        return switch (cause) {
            case ProblemException known -> answer(context, known.problem(), null);
            case NotDone notDone -> answer(context, HttpRefusal.of(notDone), null);
            case StoreException _ -> answer(context, NO_STORE, cause);
            case HttpStatusException known -> answer(context, problem(known.httpStatus()), null);
            case ContentTooLargeException _, RequestTimeoutException _, CancellationException _ ->
                    null; // Armeria answers by itself, and asks renderStatus
            // The client left in the middle of its request. Nothing failed here, and logging it
            // would let anybody fill the log.
            case ClosedStreamException _ -> null;
            case IllegalArgumentException _ when isOfAnnotations(cause) ->
                    answer(context, problem(HttpStatus.BAD_REQUEST), null);
            default -> answer(context, problem(HttpStatus.INTERNAL_SERVER_ERROR), cause);
        };
    }

    private HttpResponse answer(
            ServiceRequestContext context, Problem problem, @Nullable Throwable cause) {
        var request = context.request().headers();
        var logged = logged(context, problem, cause);
        if (!isBrowser(request)
                || problem.status().equals(HttpStatus.SERVICE_UNAVAILABLE)
                || !page.asksWho(request)) return response(request, logged).toHttpResponse();
        try {
            return HttpResponse.of(
                    CompletableFuture.supplyAsync(
                            () ->
                                    page(logged, page.htmlForVisitor(request, logged))
                                            .toHttpResponse(),
                            context.blockingTaskExecutor()));
        } catch (RejectedExecutionException _) { // stopping
            return response(request, logged).toHttpResponse();
        }
    }

    private Problem logged(
            ServiceRequestContext context, Problem problem, @Nullable Throwable cause) {
        var request = context.request().headers();
        return cause != null || isBrowser(request) || isApi(request)
                ? problems.log(context, problem, cause)
                : problem;
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
        if (status.isContentAlwaysEmpty())
            return AggregatedHttpResponse.of(ResponseHeaders.of(status));
        if (context != null) return response(headers, logged(context, problem(status), null));
        var response = response(headers, problem(status));
        var complete = response.headers().toBuilder();
        always.names().stream()
                .filter(name -> !complete.contains(name))
                .forEach(name -> complete.set(name, always.getAll(name)));
        return AggregatedHttpResponse.of(complete.build(), response.content());
    }

    private static Problem problem(HttpStatus status) {
        return Problem.of(status, detail(status));
    }

    private AggregatedHttpResponse response(@Nullable RequestHeaders request, Problem problem) {
        return request == null || !isBrowser(request)
                ? problem.response()
                : page(problem, page.html(request, problem));
    }

    private static AggregatedHttpResponse page(Problem problem, String html) {
        return AggregatedHttpResponse.of(
                problem.responseHeaders(MediaType.HTML_UTF_8), HttpData.ofUtf8(html));
    }

    private static boolean isBrowser(RequestHeaders request) {
        return request.get(HttpHeaderNames.ACCEPT, "").contains("text/html") && !isApi(request);
    }

    private static boolean isApi(RequestHeaders request) {
        return request.path().startsWith("/api/");
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
