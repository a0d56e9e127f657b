package org.ovalogin.page;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ovalogin.http.StaticFiles;
import org.ovalogin.mailbox.AccountSignIn.SignedIn;

/// What is around the content of every page: the template `layout.jte` shows it.
///
/// @param zone the server's, in which all times are shown
/// @param title the page's own, without the product's name
/// @param who is signed in
/// @param links to the main places, those that the account may go to
/// @param done what the form before did, in a sentence
record Frame(
        Texts texts,
        StaticFiles files,
        ZoneId zone,
        String title,
        Optional<SignedIn> who,
        List<Link> links,
        Optional<String> done) {

    /// @param current whether it is the page's own place
    record Link(String path, String text, boolean current) {}

    Frame {
        links = List.copyOf(links);
    }

    /// Of a page for somebody who is not signed in.
    static Frame anonymous(Texts texts, StaticFiles files, ZoneId zone, String title) {
        return new Frame(texts, files, zone, title, Optional.empty(), List.of(), Optional.empty());
    }

    Clock clock() {
        return new Clock(texts, zone);
    }

    String text(String key, Object... arguments) {
        return texts.text(key, arguments);
    }

    /// The name of the language that an owner hears.
    String language(Optional<org.ovalogin.mailbox.Language> language) {
        return language.map(l -> Locale.of(l.code()).getDisplayLanguage(texts.language().locale()))
                .orElseGet(() -> text("language.phone"));
    }

    /// To be sent with every form, in the field [Visit#CSRF].
    String csrf() {
        return who.map(SignedIn::csrf).orElse("");
    }
}
