package org.ovalogin.cli.moving;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/// The files that an `#include` names: one, or by `*`, `?`, `[…]` and `{…}` several. No wildcard
/// finds a hidden file.
record IncludePattern(String written) {
    /// Sorted, as glob(3) does.
    ///
    /// @param folder of the configuration, for relative names
    List<Path> files(Path folder) {
        var found = Stream.of(written.startsWith("/") ? Path.of("/") : folder);
        for (var step : written.split("/+", -1))
            if (!step.isEmpty()) found = found.flatMap(path -> within(path, step));
        return found.filter(Files::isRegularFile).sorted().toList();
    }

    private static Stream<Path> within(Path folder, String step) {
        if (step.chars().noneMatch(c -> "*?[{".indexOf(c) >= 0))
            return Stream.of(folder.resolve(step));
        try (var files = Files.list(folder)) {
            var matcher = FileSystems.getDefault().getPathMatcher("glob:" + step);
            return files
                    .filter(f -> matcher.matches(f.getFileName()))
                    .filter(
                            f ->
                                    step.startsWith(".")
                                            || !f.getFileName().toString().startsWith("."))
                    .toList()
                    .stream();
        } catch (IOException | PatternSyntaxException _) {
            return Stream.empty();
        }
    }
}
