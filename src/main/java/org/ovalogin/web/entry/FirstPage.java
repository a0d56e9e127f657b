package org.ovalogin.web.entry;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ovalogin.core.administration.AccountSignIn;
import org.ovalogin.core.administration.FirstAdministrator;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.pin.Password;
import org.ovalogin.web.frame.Answers;
import org.ovalogin.web.frame.BrowserSessions;
import org.ovalogin.web.frame.Faults;
import org.ovalogin.web.frame.Findings;
import org.ovalogin.web.frame.PageLanguage;
import org.ovalogin.web.frame.PageTexts;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Cookies;
import org.ovalogin.web.http.Form;
import org.ovalogin.web.http.Handler;
import org.ovalogin.web.http.Problem;
import org.ovalogin.web.http.Routes;

/// Creates the first administrator, through the link that the server printed at its start.
public final class FirstPage implements Routes {
    private static final String PATH = "/first/{secret}";
    private static final Set<String> FIELDS =
            Set.of("name", "password", "again", PageLanguage.CHOICE);

    /// The inputs by name of the finding, in the form's order.
    public static final Map<String, String> INPUTS = inputs();

    private static Map<String, String> inputs() {
        var inputs = new LinkedHashMap<String, String>();
        inputs.put("Name", "name");
        inputs.put("Password", "password");
        inputs.put("Again", "again");
        return Collections.unmodifiableMap(inputs);
    }

    private final FirstAdministrator first;
    private final AccountSignIn signIn;
    private final BrowserSessions sessions;
    private final Cookies cookies;
    private final Renderer renderer;

    public FirstPage(
            FirstAdministrator first,
            AccountSignIn signIn,
            BrowserSessions sessions,
            Cookies cookies,
            Renderer renderer) {
        this.first = first;
        this.signIn = signIn;
        this.sessions = sessions;
        this.cookies = cookies;
        this.renderer = renderer;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(Handler.service(this::ask));
        server.route().post(PATH).build(Handler.service(this::create));
    }

    private HttpResponse ask(ServiceRequestContext context, AggregatedHttpRequest request) {
        var texts = texts(request);
        var _ = secret(context);
        return form(context, texts, HttpStatus.OK, "", Findings.none(texts));
    }

    private HttpResponse create(ServiceRequestContext context, AggregatedHttpRequest request) {
        var secret = secret(context);
        var form = Form.read(request, FIELDS, Set.of());
        var name = form.text("name").strip();
        var chosen = PageLanguage.chosen(form);
        if (chosen.isPresent()) {
            var in = PageTexts.in(chosen.get());
            return Answers.with(
                    form(context, in, HttpStatus.OK, name, Findings.none(in)),
                    chosen.get().cookie(cookies));
        }
        var texts = texts(request);
        try (var password = Password.of(form.text("password"))) {
            if (!form.text("password").equals(form.text("again"))) {
                var faults = new Faults();
                faults.check(() -> first.check(name, password));
                var found = Findings.of(texts, faults.findings()).different(texts);
                return form(context, texts, HttpStatus.UNPROCESSABLE_ENTITY, name, found);
            }
            var from = sessions.client(context);
            var account = first.create(secret, name, password, from);
            var opened = signIn.open(account, from);
            return Answers.seeOther("/", sessions.begin(opened));
        } catch (NotDone e) {
            return form(
                    context, texts, HttpStatus.UNPROCESSABLE_ENTITY, name, Findings.of(texts, e));
        }
    }

    private HttpResponse form(
            ServiceRequestContext context,
            PageTexts texts,
            HttpStatus status,
            String name,
            Findings findings) {
        return renderer.page(
                context,
                texts,
                status,
                "first.jte",
                texts.text("first.title"),
                Map.of(
                        "secret",
                        Objects.requireNonNull(context.pathParam("secret")),
                        "name",
                        name,
                        "findings",
                        findings));
    }

    private String secret(ServiceRequestContext context) {
        var secret = Objects.requireNonNull(context.pathParam("secret"));
        if (!first.opens(secret))
            throw Problem.of(HttpStatus.NOT_FOUND, "There is nothing at this address.").exception();
        return secret;
    }

    private PageTexts texts(AggregatedHttpRequest request) {
        return PageTexts.in(PageLanguage.of(request.headers(), cookies));
    }
}
