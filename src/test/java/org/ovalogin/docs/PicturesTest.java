package org.ovalogin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ovalogin.browser.Picture;

/// The documents show the pictures that a test makes, and no others.
class PicturesTest {
    private static final Pattern PICTURE = Pattern.compile("!\\[([^]]+)]\\(([^)\\s]+)\\)");

    @Test
    void allAreThereAndAllAreShown() throws IOException {
        var shown = new TreeSet<Path>();
        for (var page : Manual.pages())
            for (var picture : page.find(PICTURE)) {
                var folder = Objects.requireNonNullElse(page.path().getParent(), Path.of(""));
                shown.add(folder.resolve(picture.group(2)).normalize());
                assertThat(picture.group(1)).as(page + " describes it").hasSizeGreaterThan(20);
            }
        var made = new TreeSet<Path>();
        Arrays.stream(Picture.values()).map(Picture::file).forEach(made::add);
        assertThat(shown).isEqualTo(made);
        for (var file : made) assertThat(Files.size(file)).as(file.toString()).isPositive();
    }
}
