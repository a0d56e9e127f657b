package org.ovalogin.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.ovalogin.cli.moving.AsteriskConfig;
import org.ovalogin.cli.moving.ConfigEntry;
import org.ovalogin.cli.moving.ConfigPlace;
import org.ovalogin.cli.moving.ConfigSection;
import org.ovalogin.cli.terminal.ShellException;

/// Asterisk's folder of configuration on this host, as far as it can be read from here. For one
/// thread.
final class ConfigFolder {
    private static final Pattern SETTING =
            Pattern.compile("(?m)^ *Configuration directory: +(\\S.*)$");
    private static final Path USUAL = Path.of("/etc/asterisk");

    private final Path folder;
    private final List<Diagnosis> unread = new ArrayList<>();

    private ConfigFolder(Path folder) {
        this.folder = folder;
    }

    /// @param named by the caller; empty: by Asterisk's own word, else the usual one
    /// @param settings Asterisk's answer to `core show settings`; may be empty
    static ConfigFolder of(Optional<Path> named, String settings) {
        var own = SETTING.matcher(settings);
        return new ConfigFolder(
                named.orElseGet(() -> own.find() ? Path.of(own.group(1).strip()) : USUAL)
                        .toAbsolutePath()
                        .normalize());
    }

    /// Empty: it is not there, or can't be read, which [#unread] then tells.
    Optional<AsteriskConfig> read(String name) {
        var file = folder.resolve(name);
        if (!Files.isRegularFile(file)) return Optional.empty();
        try {
            return Optional.of(AsteriskConfig.read(file));
        } catch (ShellException e) {
            unread.add(
                    Diagnosis.warning(
                            name,
                            "not read: " + e.getMessage(),
                            "run this as a user who may read it, or repair the file"));
            return Optional.empty();
        }
    }

    /// Files that are there and could not be read.
    List<Diagnosis> unread() {
        return unread.stream().distinct().toList();
    }

    /// The first line of this kind, as ` (logger.conf:12)`; empty where none is found.
    String where(String name, BiPredicate<ConfigSection, ConfigEntry> wanted) {
        return read(name).stream()
                .flatMap(config -> config.sections().stream())
                .flatMap(
                        section ->
                                section.entries().stream()
                                        .filter(entry -> wanted.test(section, entry)))
                .findFirst()
                .map(entry -> " (%s)".formatted(text(entry.place())))
                .orElse("");
    }

    /// File and line, as short as Asterisk names them.
    String text(ConfigPlace place) {
        var file = place.file().startsWith(folder) ? folder.relativize(place.file()) : place.file();
        return file + ":" + place.line();
    }
}
