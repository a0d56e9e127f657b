package org.ovalogin.notify.mail;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A letter as HTML with its paragraphs and lines. Every character is escaped.
final class HtmlLetter {
    private static final Pattern BETWEEN_PARAGRAPHS = Pattern.compile("\n{2,}");

    private HtmlLetter() {}

    /// @param own the policy's text, placed before the last paragraph
    static String of(LetterContent content, PolicyText own, String language) {
        var paragraphs = content.paragraphs();
        var last = paragraphs.size() - 1;
        var link = content.link();
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
                        escaped(content.subject()),
                        html(paragraphs.subList(0, last), link),
                        own.html().isEmpty() ? "" : "<div>" + own.safeHtml() + "</div>\n",
                        html(paragraphs.subList(last, last + 1), link));
    }

    /// @param link the only address that becomes a link
    private static String html(List<String> paragraphs, Optional<String> link) {
        var text = escaped(String.join("\n\n", paragraphs));
        var linked =
                link.map(HtmlLetter::escaped)
                        .map(l -> text.replace(l, "<a href=\"%s\">%s</a>".formatted(l, l)))
                        .orElse(text);
        return BETWEEN_PARAGRAPHS
                .splitAsStream(linked)
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
