package org.ovalogin.mail;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A plain text as HTML: its paragraphs and lines, every character as it is.
final class HtmlLetter {
    private static final Pattern BETWEEN_PARAGRAPHS = Pattern.compile("\n{2,}");

    private HtmlLetter() {}

    /// @param own the policy's words; they come before the last paragraph
    static String of(List<String> paragraphs, PolicyText own, String title, String language) {
        return """
        <!DOCTYPE html>
        <html lang="%s">
        <head><meta charset="utf-8"><title>%s</title></head>
        <body>
        %s%s%s</body>
        </html>
        """
                .formatted(
                        escaped(language),
                        escaped(title),
                        html(paragraphs.subList(0, paragraphs.size() - 1)),
                        own.html().isEmpty() ? "" : "<div>" + own.safeHtml() + "</div>\n",
                        html(paragraphs.subList(paragraphs.size() - 1, paragraphs.size())));
    }

    private static String html(List<String> paragraphs) {
        return BETWEEN_PARAGRAPHS
                .splitAsStream(escaped(String.join("\n\n", paragraphs)))
                .map(p -> "<p>" + p.replace("\n", "<br>\n") + "</p>\n")
                .collect(Collectors.joining());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
