package org.ovalogin.web.frame;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ovalogin.web.http.Cookies;
import org.ovalogin.web.http.Form;

/// The languages of the pages.
public enum PageLanguage {
    ENGLISH(Locale.ENGLISH, "English"),
    FRENCH(Locale.FRENCH, "Français"),
    GERMAN(Locale.GERMAN, "Deutsch"),
    SPANISH(Locale.of("es"), "Español"),
    ITALIAN(Locale.ITALIAN, "Italiano");

    /// The name of both the cookie and the parameter of the choice.
    public static final String CHOICE = "lang";

    private static final Duration KEPT = Duration.ofDays(365);

    private static final int MOST_RANGES = 10;

    /// In characters, with its weight; the longest tag in use has 35 (RFC 5646, 4.4.1).
    private static final int LONGEST_RANGE = 35;

    /// RFC 4647, 2.1 and RFC 9110, 12.4.2.
    private static final Pattern RANGE =
            Pattern.compile(
                    "(\\*|[A-Za-z]{1,8}(?:-(?:[A-Za-z0-9]{1,8}|\\*)){0,16})"
                            + "(?:\\s{0,9};\\s{0,9}[qQ]=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?))?");

    private final Locale locale;
    private final String nameInItself;

    PageLanguage(Locale locale, String nameInItself) {
        this.locale = locale;
        this.nameInItself = nameInItself;
    }

    /// For example `fr`.
    public String tag() {
        return locale.toLanguageTag();
    }

    public Locale locale() {
        return locale;
    }

    public String nameInItself() {
        return nameInItself;
    }

    static Optional<PageLanguage> tagged(String tag) {
        return Arrays.stream(values()).filter(language -> language.tag().equals(tag)).findFirst();
    }

    /// The visitor's choice, else the browser's preference, else English.
    public static PageLanguage of(RequestHeaders request, Cookies cookies) {
        return cookies.read(request, CHOICE)
                .flatMap(PageLanguage::tagged)
                .orElseGet(() -> preferred(request.get(HttpHeaderNames.ACCEPT_LANGUAGE, "")));
    }

    public static PageTexts texts(RequestHeaders request, Cookies cookies) {
        return PageTexts.in(of(request, cookies));
    }

    /// The language in which a form is to be shown again; such a form is not to be tried.
    public static Optional<PageLanguage> chosen(Form form) {
        return form.field(CHOICE).flatMap(PageLanguage::tagged);
    }

    /// Keeps the choice.
    ///
    /// @return the value of a `Set-Cookie` header
    public String cookie(Cookies cookies) {
        return cookies.set(CHOICE, tag(), Optional.of(KEPT));
    }

    /// Bounds [LanguageRange#parse], whose time grows exponentially with a range's length. Parses
    /// each range alone, and only the first few, which are all that matters.
    private static PageLanguage preferred(String header) {
        var read =
                header.substring(0, Math.min(header.length(), MOST_RANGES * (LONGEST_RANGE + 1)));
        var ranges =
                Arrays.stream(read.split(",", MOST_RANGES + 1))
                        .limit(MOST_RANGES)
                        .map(String::strip)
                        .filter(range -> range.length() <= LONGEST_RANGE)
                        .flatMap(range -> parsed(range).stream())
                        .sorted(Comparator.comparingDouble(LanguageRange::getWeight).reversed())
                        .toList();
        var locales = Arrays.stream(values()).map(PageLanguage::locale).toList();
        var found = Locale.lookup(ranges, locales);
        return found == null ? ENGLISH : tagged(found.toLanguageTag()).orElse(ENGLISH);
    }

    /// Skips a malformed range; the others still count.
    private static List<LanguageRange> parsed(String range) {
        var parts = RANGE.matcher(range);
        if (!parts.matches()) return List.of();
        var weight = parts.group(2) == null ? 1 : Double.parseDouble(parts.group(2));
        return List.of(new LanguageRange(parts.group(1), weight));
    }
}
