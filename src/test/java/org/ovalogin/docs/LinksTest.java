package org.ovalogin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern PLAIN = Pattern.compile("<(https?://[^>]+)>");

    private static Stream<Page> pages() {
        return Stream.concat(
                Manual.pages().stream(),
                Stream.of("DESIGN.md", "CHANGELOG.md", "asterisk-config/sounds/README.md")
                        .map(Manual::page));
    }

    @Test
    void everyLinkLeadsSomewhere() {
        var softly = new SoftAssertions();
        pages().forEach(
                        page ->
                                page.find(LINK)
                                        .forEach(link -> check(page, link.group(1), softly)));
        softly.assertAll();
    }

    @Test
    void everyAddressIsOne() {
        pages().flatMap(page -> page.find(PLAIN).stream())
                .forEach(link -> assertThat(URI.create(link.group(1)).getHost()).isNotNull());
    }

    private static void check(Page page, String link, SoftAssertions softly) {
        if (link.startsWith("http")) {
            softly.assertThat(URI.create(link).getHost()).as(page + " " + link).isNotNull();
            return;
        }
        var parts = link.split("#", 2);
        var file = parts[0].isEmpty() ? page.path() : beside(page, parts[0]);
        softly.assertThat(Files.exists(file)).as(page + " " + link).isTrue();
        if (parts.length == 2 && Files.exists(file))
            softly.assertThat(Page.read(file).anchors()).as(page + " " + link).contains(parts[1]);
    }

    private static Path beside(Page page, String target) {
        var folder = Objects.requireNonNullElse(page.path().getParent(), Path.of(""));
        return folder.resolve(target).normalize();
    }

    @Test
    void theReadmeNamesEveryChapter() {
        var linked = Manual.page("README.md").find(LINK).stream().map(link -> link.group(1));
        var chapters =
                Manual.pages().stream()
                        .map(page -> page.path().toString())
                        .filter(path -> path.startsWith("docs"));
        assertThat(linked.toList()).containsAll(chapters.toList());
    }
}
