package org.ovalogin.web.frame;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.AccountSignIn.SignedIn;
import org.ovalogin.core.administration.Versioned;
import org.ovalogin.core.store.Revision;
import org.ovalogin.web.http.Form;
import org.ovalogin.web.http.Problem;

/// A request from a signed-in account.
///
/// @param notice a sentence to be shown above the page; it asks for another action
public record PageVisit(
        ServiceRequestContext context,
        AggregatedHttpRequest request,
        SignedIn who,
        PageTexts texts,
        Optional<String> notice) {

    /// The form field that proves a form to be one of our own pages'.
    static final String CSRF = "csrf";

    /// The version of the form's object when its page was shown.
    static final String VERSION = "version";

    public Actor actor() {
        return who.actor();
    }

    /// The actor, bound to the version of the object that the form was made from.
    public Actor actor(Form form) {
        return form.field(VERSION)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(text -> actor().seeing(Set.of(Long.valueOf(text))))
                .orElseGet(this::actor);
    }

    /// The version that the form was made from, for a form that is shown again without having been
    /// tried.
    ///
    /// @param now the object's present version, if the form names none
    public static String version(Form form, String now) {
        return form.field(VERSION).filter(text -> text.matches("[0-9]{1,18}")).orElse(now);
    }

    /// The object as it is now, under the version that the form was made from.
    public static <T> Versioned<T> asSeen(Form form, Versioned<T> now) {
        var revision = now.revision();
        var version = Long.parseLong(version(form, now.version()));
        return new Versioned<>(
                now.object(), new Revision(revision.subject(), version, revision.last()));
    }

    /// A variable of the path, such as `id` in `/mailboxes/{id}`.
    public String path(String name) {
        return Objects.requireNonNull(context.pathParam(name));
    }

    /// A query parameter; an empty text counts as missing.
    public Optional<String> query(String name) {
        return Optional.ofNullable(context.queryParam(name)).filter(text -> !text.isEmpty());
    }

    /// The submitted form, if it is one of our pages' for this session.
    ///
    /// @param once fields allowed once
    /// @param repeated fields allowed any number of times
    public Form form(Set<String> once, Set<String> repeated) {
        var withCsrf = new HashSet<>(once);
        withCsrf.addAll(Set.of(CSRF, VERSION, PageLanguage.CHOICE));
        var form = Form.read(request, withCsrf, repeated);
        requireToken(form.text(CSRF));
        return form;
    }

    /// The same visit, answered in another language.
    PageVisit in(PageTexts other) {
        return new PageVisit(context, request, who, other, notice);
    }

    /// @throws org.ovalogin.web.http.ProblemException if the form is not of this session
    void requireToken(String sent) {
        if (!who.csrfMatches(sent))
            throw Problem.of(
                            HttpStatus.FORBIDDEN,
                            "other-session",
                            "The form is not of this session.")
                    .exception();
    }
}
