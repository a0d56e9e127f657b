package org.ovalogin.core.input;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The languages of the prompts.
public enum Language {
    EN,
    FR,
    DE,
    ES,
    IT;

    private final String code = name().toLowerCase(Locale.ROOT);

    /// The lower-case ISO 639 code: the name of the catalogue file and of Asterisk's sounds folder.
    public String code() {
        return code;
    }

    /// Reads `fr`, `fr-CA` and Asterisk's `fr_CA` alike; empty for a language without prompts.
    public static Optional<Language> of(String tag) {
        for (var language : values()) if (language.isOf(tag)) return Optional.of(language);
        return Optional.empty();
    }

    /// Without a regular expression: it runs for every sound that is played.
    private boolean isOf(String tag) {
        return tag.regionMatches(true, 0, code, 0, code.length())
                && (tag.length() == code.length() || "-_".indexOf(tag.charAt(code.length())) >= 0);
    }

    /// The list of all languages for messages: `en, fr, de, es or it`.
    public static String tags() {
        var codes = Arrays.stream(values()).map(Language::code).toList();
        return String.join(", ", codes.subList(0, codes.size() - 1)) + " or " + codes.getLast();
    }
}
