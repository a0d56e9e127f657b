package org.ovalogin.page;

import com.linecorp.armeria.common.RequestHeaders;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ovalogin.http.Cookies;
import org.ovalogin.http.ErrorPage;
import org.ovalogin.http.Problem;
import org.ovalogin.http.StaticFiles;

/// The page for an address that leads nowhere, and for whatever else ends without a page of its
/// own.
final class ProblemPage implements ErrorPage {
    private final Templates templates = new Templates();
    private final StaticFiles files;
    private final Cookies cookies;

    /// By language and text, of which there are a few.
    private final Map<String, String> made = new ConcurrentHashMap<>();

    ProblemPage(StaticFiles files, Cookies cookies) {
        this.files = files;
        this.cookies = cookies;
    }

    /// Where there is no page of its own the event loop asks, on which everybody waits: each page
    /// is made once.
    @Override
    public String html(RequestHeaders request, Problem problem) {
        var texts = Texts.in(Language.of(request, cookies));
        var kind = "problem." + problem.status().code();
        var known = texts.has(kind) ? kind : "problem.other";
        return made.computeIfAbsent(texts.language().tag() + " " + known, _ -> page(texts, known));
    }

    private String page(Texts texts, String kind) {
        var frame = Frame.anonymous(texts, files, ZoneOffset.UTC, texts.text(kind));
        return templates.page(
                "problem.jte", Map.of("frame", frame, "text", texts.text(kind + ".text")));
    }
}
