package org.ovalogin.core.input;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The languages of the prompts and letters.
///
/// A language with a parent inherits its parent's texts, line by line, and says differently only
/// the lines of its own files. Its sounds are all its own: one voice speaks them.
public enum Language {
    EN("en"),
    EN_GB("en-GB", Optional.of(EN)),
    FR("fr"),
    DE("de"),
    ES("es"),
    IT("it");

    /// `en-GB` before `en`, so that a tag is read as the language that says most about it.
    private static final List<Language> LONGEST_FIRST =
            Arrays.stream(values())
                    .sorted(Comparator.comparingInt((Language l) -> l.code.length()).reversed())
                    .toList();

    private final String code;
    private final String folder;
    private final Optional<Language> parent;

    Language(String code) {
        this(code, Optional.empty());
    }

    Language(String code, Optional<Language> parent) {
        this.code = code;
        this.folder = code.replace('-', '_');
        this.parent = parent;
    }

    /// The BCP 47 tag: `fr` or `en-GB`.
    public String code() {
        return code;
    }

    /// The name of Asterisk's sounds folder and of our files of texts: `fr` or `en_GB`.
    public String folder() {
        return folder;
    }

    public Locale locale() {
        return Locale.forLanguageTag(code);
    }

    /// The language itself, then the languages whose texts it inherits, nearest first.
    public List<Language> lineage() {
        return Stream.iterate(
                        Optional.of(this), Optional::isPresent, l -> l.flatMap(of -> of.parent))
                .flatMap(Optional::stream)
                .toList();
    }

    /// Reads `fr`, `fr-CA` and Asterisk's `fr_CA` alike, in any case; empty for a language without
    /// prompts. A region without prompts of its own has those of its language: `en-AU` is `en`.
    public static Optional<Language> of(String tag) {
        for (var language : LONGEST_FIRST) if (language.isOf(tag)) return Optional.of(language);
        return Optional.empty();
    }

    /// True if a channel in this language plays our sounds in it. Asterisk leaves out the last part
    /// of a tag after `_`, but not after `-`, and distinguishes capitals (`fileexists_core` in
    /// main/file.c).
    public boolean isPlayedIn(String channel) {
        return of(channel).filter(this::equals).isPresent()
                && (channel.equals(folder) || channel.startsWith(folder + "_"));
    }

    /// Without a regular expression: it runs for every sound that is played.
    private boolean isOf(String tag) {
        return (begins(tag, code) || begins(tag, folder))
                && (tag.length() == code.length() || "-_".indexOf(tag.charAt(code.length())) >= 0);
    }

    private static boolean begins(String tag, String name) {
        return tag.regionMatches(true, 0, name, 0, name.length());
    }

    /// The list of all languages for messages: `en, en-GB, fr, de, es or it`.
    public static String tags() {
        var codes = Arrays.stream(values()).map(Language::code).toList();
        return String.join(", ", codes.subList(0, codes.size() - 1)) + " or " + codes.getLast();
    }
}
