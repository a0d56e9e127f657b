package org.ovalogin.mail;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A plain text as HTML: its paragraphs and lines, every character as it is.
final class HtmlLetter {
    private static final Pattern BETWEEN_PARAGRAPHS = Pattern.compile("\n{2,}");

    private HtmlLetter() {}

    static String of(String text, String title, String language) {
        var paragraphs =
                BETWEEN_PARAGRAPHS
                        .splitAsStream(escaped(text.strip()))
                        .map(p -> "<p>" + p.replace("\n", "<br>\n") + "</p>\n")
                        .collect(Collectors.joining());
        return """
        <!DOCTYPE html>
        <html lang="%s">
        <head><meta charset="utf-8"><title>%s</title></head>
        <body>
        %s</body>
        </html>
        """
                .formatted(escaped(language), escaped(title), paragraphs);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
