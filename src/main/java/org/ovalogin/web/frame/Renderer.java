package org.ovalogin.web.frame;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ovalogin.web.http.ProblemLog;

/// Renders templates into answers. Thread-safe.
public final class Renderer {
    private final Templates templates = new Templates();
    private final Frame.Product product;
    private final ZoneId zone;
    private final Flash flash;
    private final ProblemLog problems;

    public Renderer(Frame.Product product, ZoneId zone, Flash flash, ProblemLog problems) {
        this.product = product;
        this.zone = zone;
        this.flash = flash;
        this.problems = problems;
    }

    public Clock clock(PageTexts texts) {
        return new Clock(texts, zone);
    }

    public ZoneId zone() {
        return zone;
    }

    /// The first moment of a day.
    public Instant midnight(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /// A page for a signed-in account.
    ///
    /// @param template for example `mailboxes.jte`; it has a parameter `frame` besides the others
    public HttpResponse page(
            PageVisit visit,
            HttpStatus status,
            String template,
            Optional<Place> place,
            String title,
            Map<String, Object> parameters) {
        var done = flash.read(visit);
        var told = visit.notice().map(Frame.Told::request).or(() -> done.map(Frame.Told::done));
        var frame =
                new Frame(
                        clock(visit.texts()),
                        product,
                        heading(title, visit.context(), status),
                        Optional.of(visit.who()),
                        Place.links(visit.texts(), visit.who(), place),
                        told);
        var html = render(template, frame, parameters);
        var answer = Answers.html(status, html);
        return done.isPresent() ? Answers.with(answer, flash.forget()) : answer;
    }

    /// A page that shows a form again, or says that its link is over, is an error too.
    private Frame.Heading heading(String title, ServiceRequestContext context, HttpStatus status) {
        return new Frame.Heading(
                title, Optional.of(PageAddress.of(context)), problems.note(context, status));
    }

    /// A page for anybody.
    public HttpResponse page(
            ServiceRequestContext context,
            PageTexts texts,
            HttpStatus status,
            String template,
            String title,
            Map<String, Object> parameters) {
        var frame = Frame.anonymous(clock(texts), product, heading(title, context, status));
        return Answers.html(status, render(template, frame, parameters));
    }

    /// A part of a page, to be inserted by htmx.
    public HttpResponse part(PageVisit visit, String template, Map<String, Object> parameters) {
        var frame =
                new Frame(
                        clock(visit.texts()),
                        product,
                        heading("", visit.context(), HttpStatus.OK),
                        Optional.of(visit.who()),
                        List.of(),
                        Optional.empty());
        return Answers.html(HttpStatus.OK, render(template, frame, parameters));
    }

    /// As above, with the address that the browser shows from now on.
    public HttpResponse part(
            PageVisit visit, String path, String template, Map<String, Object> parameters) {
        return part(visit, template, parameters)
                .mapHeaders(headers -> headers.toBuilder().set("hx-replace-url", path).build());
    }

    private String render(String template, Frame frame, Map<String, Object> parameters) {
        var all = new HashMap<>(parameters);
        all.put("frame", frame);
        return templates.page(template, all);
    }
}
