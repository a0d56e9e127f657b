package org.ovalogin.mailbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The languages a caller can be spoken to in.
public enum Language {
    EN,
    FR,
    DE,
    ES,
    IT;

    /// The lower-case ISO 639 code: the name of the catalogue file and of Asterisk's sounds folder.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Reads `fr`, `fr-CA` and Asterisk's `fr_CA` alike; empty for a language without prompts.
    public static Optional<Language> of(String tag) {
        var code = tag.split("[-_]", 2)[0];
        return Arrays.stream(values()).filter(l -> l.code().equalsIgnoreCase(code)).findFirst();
    }

    /// As many as there are, for messages: `en, fr, de, es or it`.
    public static String tags() {
        var codes = Arrays.stream(values()).map(Language::code).toList();
        return String.join(", ", codes.subList(0, codes.size() - 1)) + " or " + codes.getLast();
    }
}
