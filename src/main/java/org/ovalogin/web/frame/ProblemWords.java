package org.ovalogin.web.frame;

import org.ovalogin.web.http.Problem;

/// A problem in the page's language.
///
/// @param happened one or two sentences
/// @param remedy what to do
public record ProblemWords(PageTexts texts, String title, String happened, String remedy) {
    private static final String PREFIX = "problem.";

    /// The finding's own words, where there are some; else those of the status.
    static ProblemWords of(PageTexts texts, Problem problem) {
        var status = PREFIX + problem.statusCode();
        var general = texts.has(status) ? status : PREFIX + "other";
        var finding = problem.errors().stream().findFirst();
        var special = finding.map(f -> PREFIX + f.code()).filter(texts::has).orElse(general);
        var fault = finding.filter(f -> texts.has("fault." + f.code()));
        return new ProblemWords(
                texts,
                texts.text(special),
                fault.map(
                                f ->
                                        texts.text(
                                                "fault." + f.code(),
                                                f.found(),
                                                AllowedWords.in(texts, f.allowed())))
                        .orElseGet(() -> texts.text(special + ".text")),
                texts.text(special + ".do"));
    }
}
