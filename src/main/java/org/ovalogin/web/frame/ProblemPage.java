package org.ovalogin.web.frame;

import com.linecorp.armeria.common.RequestHeaders;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ovalogin.core.administration.AccountSignIn;
import org.ovalogin.core.administration.AccountSignIn.SignedIn;
import org.ovalogin.core.store.Patience;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.web.http.Cookies;
import org.ovalogin.web.http.ErrorPage;
import org.ovalogin.web.http.Problem;

/// The page for an unknown address and for every other error without a page of its own: what
/// happened, what to do, and the id in the log, in the visitor's usual frame.
public final class ProblemPage implements ErrorPage {
    /// A frame is not worth a longer wait.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Templates templates = new Templates();
    private final Frame.Product product;
    private final ZoneId zone;
    private final Cookies cookies;
    private final AccountSignIn signIn;
    private final RecentVisitors recent;

    public ProblemPage(
            Frame.Product product,
            ZoneId zone,
            Cookies cookies,
            AccountSignIn signIn,
            RecentVisitors recent) {
        this.product = product;
        this.zone = zone;
        this.cookies = cookies;
        this.signIn = signIn;
        this.recent = recent;
    }

    @Override
    public String html(RequestHeaders request, Problem problem) {
        return page(request, problem, cookie(request).flatMap(recent::find));
    }

    @Override
    public boolean asksWho(RequestHeaders request) {
        return cookie(request).filter(cookie -> !recent.isFresh(cookie)).isPresent();
    }

    @Override
    public String htmlForVisitor(RequestHeaders request, Problem problem) {
        return page(request, problem, cookie(request).flatMap(this::who));
    }

    private Optional<SignedIn> who(String cookie) {
        try {
            var who = new Patience(PATIENCE).during(() -> signIn.peek(cookie, ""));
            recent.seen(cookie, who);
            return who;
        } catch (StoreException _) {
            return recent.find(cookie);
        }
    }

    private Optional<String> cookie(RequestHeaders request) {
        return cookies.read(request, BrowserSessions.COOKIE);
    }

    private String page(RequestHeaders request, Problem problem, Optional<SignedIn> who) {
        var words = ProblemWords.of(PageLanguage.texts(request, cookies), problem);
        var frame =
                new Frame(
                        new Clock(words.texts(), zone),
                        product,
                        // its own part of the page shows the id
                        new Frame.Heading(
                                words.title(), PageAddress.of(request.path()), Optional.empty()),
                        who,
                        who.map(in -> Place.links(words.texts(), in, Optional.empty()))
                                .orElseGet(List::of),
                        Optional.empty());
        return templates.page(
                "problem.jte",
                Map.of("frame", frame, "words", words, "id", problem.id().orElse("")));
    }
}
