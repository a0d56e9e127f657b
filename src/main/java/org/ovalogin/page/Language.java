package org.ovalogin.page;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import org.ovalogin.http.Cookies;

/// The languages of the pages.
enum Language {
    ENGLISH(Locale.ENGLISH, "English"),
    FRENCH(Locale.FRENCH, "Français");

    /// The cookie that keeps a choice, and the parameter that makes one.
    static final String CHOICE = "lang";

    private final Locale locale;
    private final String nameInItself;

    Language(Locale locale, String nameInItself) {
        this.locale = locale;
        this.nameInItself = nameInItself;
    }

    /// As in `fr`.
    String tag() {
        return locale.toLanguageTag();
    }

    Locale locale() {
        return locale;
    }

    String nameInItself() {
        return nameInItself;
    }

    static Optional<Language> tagged(String tag) {
        return Arrays.stream(values()).filter(language -> language.tag().equals(tag)).findFirst();
    }

    /// What was chosen, else what the browser prefers, else English.
    static Language of(RequestHeaders request, Cookies cookies) {
        return cookies.read(request, CHOICE)
                .flatMap(Language::tagged)
                .orElseGet(() -> preferred(request.get(HttpHeaderNames.ACCEPT_LANGUAGE, "")));
    }

    private static Language preferred(String ranges) {
        var locales = Arrays.stream(values()).map(Language::locale).toList();
        var found = Locale.lookup(parsed(ranges), locales);
        return found == null ? ENGLISH : tagged(found.toLanguageTag()).orElse(ENGLISH);
    }

    private static List<LanguageRange> parsed(String ranges) {
        try {
            return ranges.isBlank() ? List.of() : LanguageRange.parse(ranges);
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }
}
