package org.ovalogin.cli.moving;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.core.csv.BoxOptions;

/// Asterisk's voicemail.conf, and the users.conf beside it, which Asterisk up to 22 reads too.
final class VoicemailConf {
    private static final Set<String> NO_CONTEXTS = Set.of("general", "zonemessages");

    private final AsteriskConfig config;
    private final Optional<AsteriskConfig> users;

    /// Options of `[general]` that act on boxes without their own.
    private static final Set<String> GENERAL =
            Set.of(
                    "tz",
                    "locale",
                    "dialout",
                    "callback",
                    "forcename",
                    "forcegreetings",
                    "passwordlocation");

    private final BoxOptions general;

    VoicemailConf(AsteriskConfig config, Optional<AsteriskConfig> users) {
        this.config = config;
        this.users = users;
        this.general = general(config);
    }

    /// @throws ShellException naming file and line
    static VoicemailConf read(Path file) {
        var users = file.toAbsolutePath().resolveSibling("users.conf");
        return new VoicemailConf(
                AsteriskConfig.read(file),
                Files.isRegularFile(users)
                        ? Optional.of(AsteriskConfig.read(users))
                        : Optional.empty());
    }

    AsteriskConfig config() {
        return config;
    }

    /// Empty too where no user has a box.
    Optional<AsteriskConfig> users() {
        return users.filter(u -> withBox(u).findAny().isPresent());
    }

    Optional<String> general(String name) {
        return config.option("general", name).map(ConfigEntry::value).filter(v -> !v.isEmpty());
    }

    /// All files, the main one first.
    List<ConfigFile> files() {
        return Stream.concat(Stream.of(config), users().stream())
                .flatMap(c -> c.files().stream())
                .toList();
    }

    /// The line of extconfig.conf that names a table with further boxes.
    Optional<ConfigPlace> realtime() {
        var file = config.files().getFirst().path().resolveSibling("extconfig.conf");
        return Files.isRegularFile(file)
                ? AsteriskConfig.read(file).option("settings", "voicemail").map(ConfigEntry::place)
                : Optional.empty();
    }

    /// Lines with `#exec`, in both files.
    List<ConfigPlace> programs() {
        return Stream.concat(Stream.of(config), users.stream())
                .flatMap(c -> c.programs().stream())
                .toList();
    }

    /// Sections of boxes, in their order.
    List<ConfigSection> contexts() {
        return config.sections().stream().filter(s -> !s.template() && !other(s)).toList();
    }

    private boolean other(ConfigSection section) {
        return NO_CONTEXTS.contains(section.name().toLowerCase(Locale.ROOT))
                || general("aliasescontext").filter(section::named).isPresent();
    }

    /// Sections of users.conf with a box.
    static Stream<ConfigSection> withBox(AsteriskConfig users) {
        var all = users.option("general", "hasvoicemail").map(ConfigEntry::value);
        return users.sections().stream()
                .filter(s -> !s.template() && !s.named("general"))
                .filter(
                        s ->
                                s.entry("hasvoicemail")
                                        .map(ConfigEntry::value)
                                        .or(() -> all)
                                        .filter(BoxOptions::yes)
                                        .isPresent());
    }

    /// All, in the order in which Asterisk reads them; of a number the first counts.
    List<BoxLine> lines() {
        var lines = new ArrayList<BoxLine>();
        var usersContext = general("userscontext").orElse("default");
        users.stream()
                .flatMap(VoicemailConf::withBox)
                .forEach(s -> lines.add(BoxLine.of(usersContext, s, general)));
        for (var context : contexts())
            for (var entry : context.entries())
                lines.add(BoxLine.of(context.name(), entry, general));
        return lines;
    }

    /// Boxes of [#lines] that Asterisk ignores, since an earlier box has their number.
    Set<BoxLine> overridden(List<BoxLine> lines) {
        var everywhere = general("searchcontexts").filter(BoxOptions::yes).isPresent();
        var seen = new HashSet<String>();
        var overridden = new HashSet<BoxLine>();
        for (var line : lines) {
            var key = everywhere ? line.number() : line.number() + "@" + line.context();
            if (!seen.add(key.toLowerCase(Locale.ROOT))) overridden.add(line);
        }
        return overridden;
    }

    /// Options that `[general]` gives to every box.
    private static BoxOptions general(AsteriskConfig config) {
        var options = new BoxOptions();
        for (var name : GENERAL)
            config.option("general", name).ifPresent(e -> options.set(name, e.value()));
        return options;
    }
}
