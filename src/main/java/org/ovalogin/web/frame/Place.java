package org.ovalogin.web.frame;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.AccountSignIn.SignedIn;

/// The main places, in the order of the navigation.
public enum Place {
    OVERVIEW("/", Right.VIEW),
    MAILBOXES("/mailboxes", Right.VIEW),
    POLICIES("/policies", Right.VIEW),
    DIAL_PLANS("/dialplans", Right.VIEW),
    EVENTS("/events", Right.VIEW),
    ACCOUNTS("/accounts", Right.VIEW_ACCOUNTS),
    TOKENS("/tokens", Right.VIEW);

    private final String path;
    private final Right right;

    Place(String path, Right right) {
        this.path = path;
        this.right = right;
    }

    String path() {
        return path;
    }

    /// The places open to this account.
    static List<Frame.Link> links(PageTexts texts, SignedIn who, Optional<Place> current) {
        var places =
                Arrays.stream(values())
                        .filter(place -> who.actor().may(place.right))
                        .map(
                                place ->
                                        new Frame.Link(
                                                place.path,
                                                texts.text(
                                                        "place."
                                                                + place.name()
                                                                        .toLowerCase(Locale.ROOT)),
                                                current.filter(place::equals).isPresent()));
        return Stream.concat(places, job(texts, who)).toList();
    }

    /// The account's running bulk job.
    private static Stream<Frame.Link> job(PageTexts texts, SignedIn who) {
        return who.job().stream()
                .map(job -> new Frame.Link("/jobs/" + job, texts.text("place.job"), false));
    }
}
