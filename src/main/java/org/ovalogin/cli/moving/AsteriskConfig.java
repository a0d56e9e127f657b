package org.ovalogin.cli.moving;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ovalogin.cli.terminal.ShellException;

/// A configuration file of Asterisk with everything it includes, read as Asterisk reads it
/// (main/config.c). Programs of `#exec` are listed and never run.
public final class AsteriskConfig {
    private final List<ConfigFile> files;
    private final List<ConfigSection> sections;
    private final List<ConfigPlace> programs;
    private final List<String> warnings;

    AsteriskConfig(
            List<ConfigFile> files,
            List<ConfigSection> sections,
            List<ConfigPlace> programs,
            List<String> warnings) {
        this.files = List.copyOf(files);
        this.sections = List.copyOf(sections);
        this.programs = List.copyOf(programs);
        this.warnings = List.copyOf(warnings);
    }

    /// Relative names in `#include` start at the file's own folder.
    ///
    /// @throws ShellException naming file and line where Asterisk would refuse the file too
    public static AsteriskConfig read(Path file) {
        return new ConfigReader(file, ConfigFile::read).read();
    }

    /// The file itself first, then those it includes, each once.
    public List<ConfigFile> files() {
        return files;
    }

    /// All sections in their order, templates too. A name may occur twice.
    public List<ConfigSection> sections() {
        return sections;
    }

    /// Lines with `#exec`.
    public List<ConfigPlace> programs() {
        return programs;
    }

    /// Lines that Asterisk ignores, each with its place and reason.
    public List<String> warnings() {
        return warnings;
    }

    /// An option such as `passwordlocation` of `[general]`; the last counts.
    public Optional<ConfigEntry> option(String section, String name) {
        return named(section).flatMap(s -> s.entry(name).stream()).reduce((_, last) -> last);
    }

    /// Sections of this name that are no templates.
    Stream<ConfigSection> named(String name) {
        return sections.stream().filter(s -> !s.template() && s.named(name));
    }
}
