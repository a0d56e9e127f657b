package org.ovalogin.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The documents that people read to use the program or to work on it.
public final class Manual {
    private static final List<String> AT_THE_TOP =
            List.of("README.md", "CONTRIBUTING.md", "SECURITY.md");

    private Manual() {}

    /// Those whose blocks and tables are held against the program.
    public static List<Page> pages() {
        return Stream.concat(AT_THE_TOP.stream().map(Path::of), chapters())
                .map(Page::read)
                .toList();
    }

    /// The page of that name, as in `docs/policies.md`.
    public static Page page(String path) {
        return Page.read(Path.of(path));
    }

    /// All blocks with that info string.
    public static List<Fence> fences(String info) {
        return pages().stream()
                .flatMap(page -> page.fences().stream())
                .filter(fence -> fence.info().equals(info))
                .toList();
    }

    private static Stream<Path> chapters() {
        try (var files = Files.list(Path.of("docs"))) {
            return files.filter(f -> f.toString().endsWith(".md")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
