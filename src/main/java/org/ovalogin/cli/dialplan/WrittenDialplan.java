package org.ovalogin.cli.dialplan;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.moving.AsteriskConfig;
import org.ovalogin.cli.moving.ConfigEntry;
import org.ovalogin.cli.moving.ConfigPlace;
import org.ovalogin.cli.moving.ConfigSection;

/// Reads a dialplan from extensions.conf and the files it includes, as pbx_config does.
final class WrittenDialplan {
    private static final Set<String> NO_CONTEXTS = Set.of("general", "globals");

    /// `1`, `n`, `n(label)`, `n+101(label)`, `label+101`.
    private static final Pattern PRIORITY =
            Pattern.compile("([\\w-]+)?(?:\\+(\\d{1,6}))?(?:\\((.*)\\))?(?:\\+(\\d{1,6}))?");

    private static final Pattern CALL = Pattern.compile("(\\w+)\\s*(?:\\((.*)\\)|[,|(](.*))?.*");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

    private record Label(String context, String extension, String name) {}

    private final AsteriskDialplan.Builder dialplan = new AsteriskDialplan.Builder();
    private final Path folder;
    private final Map<Label, Integer> labels = new HashMap<>();
    private String extension = "";
    private int last;

    private WrittenDialplan(Path folder) {
        this.folder = folder;
    }

    static AsteriskDialplan of(AsteriskConfig config) {
        var written = new WrittenDialplan(config.files().getFirst().path().resolveSibling(""));
        config.sections().stream()
                .filter(s -> !s.template() && NO_CONTEXTS.stream().noneMatch(s::named))
                .forEach(written::context);
        return written.dialplan.build();
    }

    private void context(ConfigSection section) {
        var context = section.name();
        dialplan.context(context);
        extension = "";
        for (var entry : section.entries())
            switch (entry.name().toLowerCase(Locale.ROOT)) {
                case "exten" -> step(context, entry, entry.value());
                case "same" -> step(context, entry, extension + "," + entry.value());
                case "include" -> dialplan.include(context, entry.value());
                case "switch", "lswitch", "eswitch" -> dialplan.switchTo(context, entry.value());
                default -> {}
            }
    }

    private void step(String context, ConfigEntry entry, String line) {
        var parts = line.split(",", 3);
        extension = parts[0].strip().replaceFirst("/.*$", "");
        if (parts.length < 3 || parts[1].strip().equalsIgnoreCase("hint")) return;
        last = priority(context, parts[1].strip());
        var call = CALL.matcher(parts[2].strip());
        // no line is left out: it may be the one that is looked for
        var application = call.matches() ? call.group(1) : parts[2].strip();
        var arguments = call.matches() ? call.group(2) == null ? call.group(3) : call.group(2) : "";
        dialplan.add(
                new DialplanStep(
                        context,
                        extension,
                        last,
                        application,
                        arguments == null ? "" : arguments,
                        place(entry.place())));
    }

    private int priority(String context, String written) {
        var parts = PRIORITY.matcher(written);
        if (!parts.matches()) return last + 1;
        var number = number(context, parts.group(1)) + plus(parts.group(2)) + plus(parts.group(4));
        if (parts.group(3) != null)
            labels.put(new Label(context, extension, parts.group(3).strip()), number);
        return number;
    }

    private int number(String context, @Nullable String written) {
        if (written == null || written.equals("n")) return last + 1;
        if (written.equals("s")) return last;
        return NUMBER.matcher(written).matches()
                ? Integer.parseInt(written)
                : labels.getOrDefault(new Label(context, extension, written), last + 1);
    }

    private static int plus(@Nullable String written) {
        return written == null ? 0 : Integer.parseInt(written);
    }

    /// File and line; the file as Asterisk names it if it is in the main file's folder.
    private String place(ConfigPlace place) {
        var file = place.file().startsWith(folder) ? folder.relativize(place.file()) : place.file();
        return file + ":" + place.line();
    }
}
