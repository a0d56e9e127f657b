package org.ovalogin.web.frame;

import java.text.NumberFormat;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.ovalogin.core.administration.AccountSignIn.SignedIn;
import org.ovalogin.web.http.StaticFiles;

/// The frame around every page's content, shown by the template `layout.jte`.
///
/// @param clock shows all times, in the page's language
/// @param who the signed-in account
/// @param links to the main places open to the account
/// @param told a sentence above the content
public record Frame(
        Clock clock,
        Product product,
        Heading heading,
        Optional<SignedIn> who,
        List<Link> links,
        Optional<Told> told) {

    /// What all pages share.
    ///
    /// @param release name and version, shown to signed-in accounts only
    public record Product(StaticFiles files, String release) {}

    /// The page's title and address.
    ///
    /// @param title without the product's name
    /// @param address empty: unknown
    /// @param problem names the page's problem in the log; empty: none, or not logged
    public record Heading(String title, Optional<PageAddress> address, Optional<String> problem) {}

    /// The previous form's result, or a request.
    ///
    /// @param tone a class of the stylesheet
    public record Told(String text, String tone) {
        static Told done(String text) {
            return new Told(text, "good");
        }

        /// Something is still to be done.
        static Told request(String text) {
            return new Told(text, "warn");
        }
    }

    /// @param current whether this is the page's own place
    public record Link(String path, String text, boolean current) {}

    public Frame {
        links = List.copyOf(links);
    }

    /// The frame for a visitor who is not signed in.
    static Frame anonymous(Clock clock, Product product, Heading heading) {
        return new Frame(clock, product, heading, Optional.empty(), List.of(), Optional.empty());
    }

    public StaticFiles files() {
        return product.files();
    }

    public String title() {
        return heading.title();
    }

    /// The address of this page in another language.
    public String in(PageLanguage language) {
        return heading.address()
                .map(address -> address.in(language))
                .orElseGet(() -> "?" + PageLanguage.CHOICE + "=" + language.tag());
    }

    public PageTexts texts() {
        return clock.texts();
    }

    public ZoneId zone() {
        return clock.zone();
    }

    public String text(String key, Object... arguments) {
        return texts().text(key, arguments);
    }

    /// With the language's separators, as in `12,500`.
    public String number(long number) {
        return NumberFormat.getIntegerInstance(texts().language().locale()).format(number);
    }

    /// The name of the owner's language on the phone.
    public String language(Optional<org.ovalogin.core.input.Language> language) {
        return language.map(l -> l.locale().getDisplayName(texts().language().locale()))
                .orElseGet(() -> text("language.phone"));
    }

    /// The token for the field [PageVisit#CSRF] of every form.
    public String csrf() {
        return who.map(SignedIn::csrf).orElse("");
    }
}
