package org.ovalogin.web.frame;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.ovalogin.core.administration.AccountSignIn.SignedIn;
import org.ovalogin.core.store.Patience;
import org.ovalogin.web.http.Cookies;
import org.ovalogin.web.http.Handler;
import org.ovalogin.web.http.HttpServer;
import org.ovalogin.web.http.Problem;

/// Takes files from signed-in accounts. The session is checked before the body is read: a stranger
/// can't fill the memory. Few uploads are read and looked at at a time.
final class UploadDoor {
    private static final int AT_ONCE = 2;

    private final Semaphore free = new Semaphore(AT_ONCE);
    private final BrowserSessions sessions;
    private final Cookies cookies;

    UploadDoor(BrowserSessions sessions, Cookies cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    /// @param again shows the form in another language, and tries nothing
    HttpService service(
            Function<Upload, HttpResponse> action, Function<Upload, HttpResponse> again) {
        return (context, request) ->
                HttpResponse.of(
                        CompletableFuture.supplyAsync(
                                        () -> who(context, request), context.blockingTaskExecutor())
                                .thenCompose(
                                        who ->
                                                who.isEmpty()
                                                        ? turnedAway(context, request)
                                                        : taken(
                                                                context,
                                                                request,
                                                                visit ->
                                                                        answer(
                                                                                visit, action,
                                                                                again),
                                                                who.get())));
    }

    private Optional<SignedIn> who(ServiceRequestContext context, HttpRequest request) {
        var head = AggregatedHttpRequest.of(request.headers());
        return new Patience(Handler.PATIENCE).during(() -> sessions.who(context, head));
    }

    private static CompletableFuture<HttpResponse> turnedAway(
            ServiceRequestContext context, HttpRequest request) {
        context.setMaxRequestLength(HttpServer.MOST_BODY);
        return request.aggregate().thenApply(whole -> PageDoor.toSignIn(context, whole));
    }

    private CompletableFuture<HttpResponse> taken(
            ServiceRequestContext context,
            HttpRequest request,
            Function<PageVisit, HttpResponse> answer,
            SignedIn who) {
        if (!free.tryAcquire())
            throw Problem.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "Other files are being read. Try again in a moment.")
                    .exception();
        return request.aggregate()
                .thenApplyAsync(
                        whole ->
                                new Patience(Handler.PATIENCE)
                                        .during(() -> answer.apply(visit(context, whole, who))),
                        context.blockingTaskExecutor())
                .whenComplete((_, _) -> free.release());
    }

    private PageVisit visit(
            ServiceRequestContext context, AggregatedHttpRequest request, SignedIn who) {
        var texts = PageLanguage.texts(request.headers(), cookies);
        return new PageVisit(context, request, who, texts, Optional.empty());
    }

    private HttpResponse answer(
            PageVisit visit,
            Function<Upload, HttpResponse> action,
            Function<Upload, HttpResponse> again) {
        var upload = Upload.of(visit);
        var chosen = PageLanguage.tagged(upload.text(PageLanguage.CHOICE));
        if (chosen.isEmpty()) return PageDoor.answer(_ -> action.apply(upload), visit);
        var other = upload.in(PageTexts.in(chosen.get()));
        return Answers.with(
                PageDoor.answer(_ -> again.apply(other), other.visit()),
                chosen.get().cookie(cookies));
    }
}
