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
import org.ovalogin.web.http.StaticFiles;

/// Renders templates into answers. Thread-safe.
public final class Renderer {
    private final Templates templates = new Templates();
    private final StaticFiles files;
    private final ZoneId zone;
    private final Flash flash;

    public Renderer(StaticFiles files, ZoneId zone, Flash flash) {
        this.files = files;
        this.zone = zone;
        this.flash = flash;
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
        var told = flash.read(visit);
        var done = visit.notice().or(() -> told);
        var frame =
                new Frame(
                        clock(visit.texts()),
                        files,
                        heading(title, visit.context()),
                        Optional.of(visit.who()),
                        Place.links(visit.texts(), visit.who(), place),
                        done);
        var html = render(template, frame, parameters);
        var answer = Answers.html(status, html);
        return told.isPresent() ? Answers.with(answer, flash.forget()) : answer;
    }

    private static Frame.Heading heading(String title, ServiceRequestContext context) {
        return new Frame.Heading(title, Optional.of(PageAddress.of(context)));
    }

    /// A page for anybody.
    public HttpResponse page(
            ServiceRequestContext context,
            PageTexts texts,
            HttpStatus status,
            String template,
            String title,
            Map<String, Object> parameters) {
        var frame = Frame.anonymous(clock(texts), files, heading(title, context));
        return Answers.html(status, render(template, frame, parameters));
    }

    /// A part of a page, to be inserted by htmx.
    public HttpResponse part(PageVisit visit, String template, Map<String, Object> parameters) {
        var frame =
                new Frame(
                        clock(visit.texts()),
                        files,
                        heading("", visit.context()),
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
