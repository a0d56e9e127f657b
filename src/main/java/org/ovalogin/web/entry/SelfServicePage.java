package org.ovalogin.web.entry;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerListener;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.administration.DialPlans;
import org.ovalogin.core.administration.SelfService;
import org.ovalogin.core.administration.SelfService.Asked;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.web.frame.PageLanguage;
import org.ovalogin.web.frame.PageTexts;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.ClientAddress;
import org.ovalogin.web.http.Cookies;
import org.ovalogin.web.http.Form;
import org.ovalogin.web.http.Handler;
import org.ovalogin.web.http.Routes;
import org.ovalogin.web.http.Throttle;

/// Sends owners who forgot their PIN a link, and resets the PIN when they use it. Never reveals
/// which mailboxes exist: the answer is always the same, and all work follows it. Uses neither
/// session nor cookie.
public final class SelfServicePage implements Routes {
    static final String PATH = "/reset";
    private static final String LINK = PATH + "/{secret}";

    /// Requests at once from one address. Hardly more people behind it forget their PINs at the
    /// same time.
    private static final int AT_ONCE = 10;

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    /// In characters: the longest address of a mailbox.
    private static final int LONGEST = 320;

    private final SelfService selfService;
    private final DialPlans dialPlans;
    private final ClientAddress clients;
    private final Cookies cookies;
    private final Renderer renderer;
    private final Throttle throttle = new Throttle(AT_ONCE, INTERVAL);

    public SelfServicePage(
            SelfService selfService,
            DialPlans dialPlans,
            ClientAddress clients,
            Cookies cookies,
            Renderer renderer) {
        this.selfService = selfService;
        this.dialPlans = dialPlans;
        this.clients = clients;
        this.cookies = cookies;
        this.renderer = renderer;
    }

    @Override
    public void addTo(ServerBuilder server) {
        var queue =
                new AskQueue(selfService::ask, selfService::pretendDelivery, new SecureRandom());
        server.serverListener(ServerListener.builder().whenStopped(_ -> queue.close()).build());
        server.route().get(PATH).build(Handler.service(this::show));
        server.route()
                .post(PATH)
                .build(Handler.forAnybody((context, request) -> ask(context, request, queue)));
        server.route().get(LINK).build(Handler.service(this::open));
        server.route().post(LINK).build(Handler.forAnybody(this::confirm));
        // Covers the errors of these addresses too.
        server.routeDecorator()
                .path("regex:^" + PATH + "(/.*)?$")
                .build(
                        (service, context, request) -> {
                            context.setAdditionalResponseHeader(
                                    HttpHeaderNames.REFERRER_POLICY, "no-referrer");
                            context.setAdditionalResponseHeader(
                                    HttpHeaderNames.CACHE_CONTROL, "no-store");
                            return service.serve(context, request);
                        });
    }

    private HttpResponse show(ServiceRequestContext context, AggregatedHttpRequest request) {
        return form(texts(request), HttpStatus.OK, "", false);
    }

    private HttpResponse ask(
            ServiceRequestContext context, AggregatedHttpRequest request, AskQueue queue) {
        var form = Form.read(request, Set.of("dialPlan", "who"), Set.of());
        var texts = texts(request);
        var dialPlan = form.text("dialPlan");
        var who = form.text("who").strip();
        if (who.isEmpty()) return form(texts, HttpStatus.UNPROCESSABLE_ENTITY, dialPlan, true);
        if (who.length() <= LONGEST && throttle.admits(clients.of(context))) {
            var asked = new Asked(Optional.of(dialPlan).filter(name -> !name.isEmpty()), who);
            var _ = context.log().whenComplete().thenRun(() -> queue.put(asked));
        }
        return page(texts, HttpStatus.OK, "resetAsked.jte", "reset.asked", Map.of());
    }

    /// Changes nothing, however often it is called: mail scanners open links.
    private HttpResponse open(ServiceRequestContext context, AggregatedHttpRequest request) {
        var secret = secret(context);
        return selfService.open(secret)
                ? button(texts(request), HttpStatus.OK, secret, false)
                : gone(request);
    }

    private HttpResponse confirm(ServiceRequestContext context, AggregatedHttpRequest request) {
        var secret = secret(context);
        Form.read(request, Set.of(), Set.of());
        return switch (selfService.confirm(secret, clients.of(context).getHostAddress())) {
            case SelfService.Outcome.Done _ ->
                    page(texts(request), HttpStatus.OK, "resetDone.jte", "reset.done", Map.of());
            case SelfService.Outcome.Gone _ -> gone(request);
            case SelfService.Outcome.Busy _ ->
                    button(texts(request), HttpStatus.SERVICE_UNAVAILABLE, secret, true);
        };
    }

    private HttpResponse form(
            PageTexts texts, HttpStatus status, String dialPlan, boolean missing) {
        var names = dialPlans.all().stream().map(DialPlan::name).toList();
        return page(
                texts,
                status,
                "reset.jte",
                "reset.title",
                Map.of(
                        "dialPlans",
                        names.size() > 1 ? names : List.of(),
                        "dialPlan",
                        dialPlan,
                        "missing",
                        missing));
    }

    private HttpResponse button(PageTexts texts, HttpStatus status, String secret, boolean busy) {
        return page(
                texts,
                status,
                "resetConfirm.jte",
                "reset.confirm",
                Map.of("secret", secret, "busy", busy));
    }

    private HttpResponse gone(AggregatedHttpRequest request) {
        return page(texts(request), HttpStatus.GONE, "resetGone.jte", "reset.gone", Map.of());
    }

    private HttpResponse page(
            PageTexts texts,
            HttpStatus status,
            String template,
            String title,
            Map<String, Object> parameters) {
        return renderer.page(texts, status, template, texts.text(title), parameters);
    }

    private static String secret(ServiceRequestContext context) {
        return Objects.requireNonNull(context.pathParam("secret"));
    }

    private PageTexts texts(AggregatedHttpRequest request) {
        return PageTexts.in(PageLanguage.of(request.headers(), cookies));
    }
}
