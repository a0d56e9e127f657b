package org.ovalogin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the page about security says of others' requirements, and of our tests.
class RequirementsTest {
    private static final List<String> VERDICTS = List.of("met", "not met", "not ours");
    private static final Pattern TEST = Pattern.compile("[A-Z]\\w+(?:Test|IT|Fuzz|Contract)");

    private final Page page = Manual.page("docs/security.md");

    private static List<String> numbers() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/docs/asvs-5.0-level-2.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @Test
    void everyRequirementHasOneVerdict() throws IOException {
        var numbers = numbers();
        var given = new ArrayList<String>();
        var counts = new HashMap<String, Integer>();
        for (var row : page.table("requirement", "verdict")) {
            var meant = meant(row.getFirst(), numbers).toList();
            given.addAll(meant);
            assertThat(VERDICTS).contains(row.get(1));
            counts.merge(row.get(1), meant.size(), Integer::sum);
        }
        assertThat(given).containsExactlyInAnyOrderElementsOf(numbers);
        assertThat(String.join(" ", page.prose()))
                .contains(
                        "Of %d requirements, %d are met, %d are not met, %d are not ours."
                                .formatted(
                                        numbers.size(),
                                        counts.get("met"),
                                        counts.get("not met"),
                                        counts.get("not ours")));
    }

    /// Numbers, and ranges of them in the standard's order.
    private static Stream<String> meant(String cell, List<String> numbers) {
        return Pattern.compile(", ")
                .splitAsStream(cell)
                .flatMap(
                        part -> {
                            var ends = part.split("–", -1);
                            var from = numbers.indexOf(ends[0]);
                            var to = numbers.indexOf(ends[ends.length - 1]);
                            assertThat(from).as(part).isNotNegative();
                            assertThat(to).as(part).isGreaterThanOrEqualTo(from);
                            return numbers.subList(from, to + 1).stream();
                        });
    }

    @Test
    void theTestsThatItNamesAreThere() throws IOException {
        var named = page.code().stream().filter(code -> TEST.matcher(code).matches()).distinct();
        assertThat(named).hasSizeGreaterThan(20).isSubsetOf(NamedTests.all());
    }
}
