package org.ovalogin.web.frame;

import com.linecorp.armeria.common.RequestHeaders;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ovalogin.web.http.Cookies;
import org.ovalogin.web.http.ErrorPage;
import org.ovalogin.web.http.Problem;
import org.ovalogin.web.http.StaticFiles;

/// The page for an unknown address and for every other error without a page of its own.
public final class ProblemPage implements ErrorPage {
    private final Templates templates = new Templates();
    private final StaticFiles files;
    private final Cookies cookies;

    /// By language and text; there are only a few.
    private final Map<String, String> made = new ConcurrentHashMap<>();

    public ProblemPage(StaticFiles files, Cookies cookies) {
        this.files = files;
        this.cookies = cookies;
    }

    /// Made once and kept: errors outside our pages are rendered on the event loop, which all
    /// clients share.
    @Override
    public String html(RequestHeaders request, Problem problem) {
        var texts = PageTexts.in(PageLanguage.of(request, cookies));
        var kind = "problem." + problem.status().code();
        var known = texts.has(kind) ? kind : "problem.other";
        return made.computeIfAbsent(texts.language().tag() + " " + known, _ -> page(texts, known));
    }

    private String page(PageTexts texts, String kind) {
        var frame = Frame.anonymous(new Clock(texts, ZoneOffset.UTC), files, texts.text(kind));
        return templates.page(
                "problem.jte", Map.of("frame", frame, "text", texts.text(kind + ".text")));
    }
}
