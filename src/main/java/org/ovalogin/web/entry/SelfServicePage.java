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
import org.ovalogin.web.frame.Answers;
import org.ovalogin.web.frame.Findings;
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
        var texts = PageLanguage.texts(request.headers(), cookies);
        return form(context, texts, HttpStatus.OK, Typed.NOTHING, Findings.none(texts));
    }

    private HttpResponse ask(
            ServiceRequestContext context, AggregatedHttpRequest request, AskQueue queue) {
        var form = Form.read(request, Set.of("dialPlan", "who", PageLanguage.CHOICE), Set.of());
        var dialPlan = form.text("dialPlan");
        var who = form.text("who").strip();
        var typed = new Typed(dialPlan, who);
        var chosen = PageLanguage.chosen(form);
        if (chosen.isPresent()) {
            var none = Findings.none(PageTexts.in(chosen.get()));
            var again = form(context, PageTexts.in(chosen.get()), HttpStatus.OK, typed, none);
            return Answers.with(again, chosen.get().cookie(cookies));
        }
        var texts = PageLanguage.texts(request.headers(), cookies);
        if (who.isEmpty())
            return form(
                    context,
                    texts,
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    typed,
                    Findings.none(texts).and("Who", texts.text("reset.who.missing")));
        if (who.length() <= LONGEST && throttle.admits(clients.of(context))) {
            var asked = new Asked(Optional.of(dialPlan).filter(name -> !name.isEmpty()), who);
            var _ = context.log().whenComplete().thenRun(() -> queue.put(asked));
        }
        return page(context, texts, HttpStatus.OK, "resetAsked.jte", "reset.asked", Map.of());
    }

    /// Changes nothing, however often it is called: mail scanners open links.
    private HttpResponse open(ServiceRequestContext context, AggregatedHttpRequest request) {
        var secret = secret(context);
        var texts = PageLanguage.texts(request.headers(), cookies);
        return selfService.open(secret)
                ? button(context, texts, HttpStatus.OK, secret, false)
                : gone(context, texts);
    }

    private HttpResponse confirm(ServiceRequestContext context, AggregatedHttpRequest request) {
        var secret = secret(context);
        var form = Form.read(request, Set.of(PageLanguage.CHOICE), Set.of());
        var chosen = PageLanguage.chosen(form);
        if (chosen.isPresent())
            return Answers.seeOther(PATH + "/" + secret, chosen.get().cookie(cookies));
        var texts = PageLanguage.texts(request.headers(), cookies);
        return switch (selfService.confirm(secret, clients.of(context).getHostAddress())) {
            case SelfService.Outcome.Done _ ->
                    page(context, texts, HttpStatus.OK, "resetDone.jte", "reset.done", Map.of());
            case SelfService.Outcome.Gone _ -> gone(context, texts);
            case SelfService.Outcome.Busy _ ->
                    button(context, texts, HttpStatus.SERVICE_UNAVAILABLE, secret, true);
        };
    }

    private record Typed(String dialPlan, String who) {
        static final Typed NOTHING = new Typed("", "");
    }

    private HttpResponse form(
            ServiceRequestContext context,
            PageTexts texts,
            HttpStatus status,
            Typed typed,
            Findings findings) {
        var names = dialPlans.all().stream().map(DialPlan::name).toList();
        return page(
                context,
                texts,
                status,
                "reset.jte",
                "reset.title",
                Map.of(
                        "dialPlans",
                        names.size() > 1 ? names : List.of(),
                        "dialPlan",
                        typed.dialPlan(),
                        "who",
                        typed.who(),
                        "findings",
                        findings));
    }

    private HttpResponse button(
            ServiceRequestContext context,
            PageTexts texts,
            HttpStatus status,
            String secret,
            boolean busy) {
        return page(
                context,
                texts,
                status,
                "resetConfirm.jte",
                "reset.confirm",
                Map.of("secret", secret, "busy", busy));
    }

    private HttpResponse gone(ServiceRequestContext context, PageTexts texts) {
        return page(context, texts, HttpStatus.GONE, "resetGone.jte", "reset.gone", Map.of());
    }

    private HttpResponse page(
            ServiceRequestContext context,
            PageTexts texts,
            HttpStatus status,
            String template,
            String title,
            Map<String, Object> parameters) {
        return renderer.page(context, texts, status, template, texts.text(title), parameters);
    }

    private static String secret(ServiceRequestContext context) {
        return Objects.requireNonNull(context.pathParam("secret"));
    }
}
