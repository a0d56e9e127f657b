package org.ovalogin.web.frame;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ovalogin.core.administration.AccountSignIn.SignedIn;
import org.ovalogin.web.http.StaticFiles;

/// What is around the content of every page: the template `layout.jte` shows it.
///
/// @param zone the server's, in which all times are shown
/// @param title the page's own, without the product's name
/// @param who is signed in
/// @param links to the main places, those that the account may go to
/// @param done what the form before did, in a sentence
public record Frame(
        PageTexts texts,
        StaticFiles files,
        ZoneId zone,
        String title,
        Optional<SignedIn> who,
        List<Link> links,
        Optional<String> done) {

    /// @param current whether it is the page's own place
    public record Link(String path, String text, boolean current) {}

    public Frame {
        links = List.copyOf(links);
    }

    /// Of a page for somebody who is not signed in.
    static Frame anonymous(PageTexts texts, StaticFiles files, ZoneId zone, String title) {
        return new Frame(texts, files, zone, title, Optional.empty(), List.of(), Optional.empty());
    }

    public Clock clock() {
        return new Clock(texts, zone);
    }

    public String text(String key, Object... arguments) {
        return texts.text(key, arguments);
    }

    /// The name of the language that an owner hears.
    public String language(Optional<org.ovalogin.core.input.Language> language) {
        return language.map(l -> Locale.of(l.code()).getDisplayLanguage(texts.language().locale()))
                .orElseGet(() -> text("language.phone"));
    }

    /// To be sent with every form, in the field [PageVisit#CSRF].
    public String csrf() {
        return who.map(SignedIn::csrf).orElse("");
    }
}
