package org.ovalogin.notify.mail;

import java.util.List;
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
        var links = content.addresses();
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
                        html(paragraphs.subList(0, last), links),
                        own.html().isEmpty() ? "" : "<div>" + own.safeHtml() + "</div>\n",
                        html(paragraphs.subList(last, last + 1), links));
    }

    /// @param links the only addresses that become links; none is the beginning of another
    private static String html(List<String> paragraphs, List<String> links) {
        var linked = escaped(String.join("\n\n", paragraphs));
        for (var link : links) {
            var l = escaped(link);
            linked = linked.replace(l, "<a href=\"%s\">%s</a>".formatted(l, l));
        }
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
