package org.ovalogin.cli.moving;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ovalogin.cli.terminal.Counted;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.core.csv.BoxOptions;
import org.ovalogin.core.csv.FoundBoxes;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.moving.Box;
import org.ovalogin.core.moving.BoxOwner;
import org.ovalogin.core.moving.BoxRemark;
import org.ovalogin.core.moving.OldPin;

/// Makes boxes of a [VoicemailConf].
final class VoicemailConfReader {
    private final VoicemailConf conf;
    private final Path folder;
    private final SpoolFolder spool;
    private final Zones zones;
    private final List<String> warnings = new ArrayList<>();

    /// Further numbers of a box, by its own number and context.
    private final Map<String, List<String>> aliases = new HashMap<>();

    VoicemailConfReader(VoicemailConf conf, Path file) {
        this.conf = conf;
        folder = file.toAbsolutePath().normalize().resolveSibling("");
        spool = SpoolFolder.of(folder);
        zones = Zones.of(conf.config());
    }

    FoundBoxes read() {
        warnings.addAll(conf.config().warnings());
        conf.users().ifPresent(this::warnOfUsers);
        warnOfTwice();
        var lines = conf.lines();
        readAliases(lines);
        var overridden = conf.overridden(lines);
        var boxes = lines.stream().map(line -> box(line, overridden.contains(line))).toList();
        return new FoundBoxes(boxes, warnings, true);
    }

    private void warnOfUsers(AsteriskConfig users) {
        warnings.addAll(users.warnings());
        warnings.add(
                "%s has %s, which come first, as Asterisk up to 22 has it; Asterisk 23 ignores the file: move it away if you have that"
                        .formatted(
                                users.files().getFirst(),
                                Counted.of(VoicemailConf.withBox(users).count(), "box", "boxes")));
    }

    private void warnOfTwice() {
        for (var name : List.of("passwordlocation", "aliasescontext", "searchcontexts", "tz")) {
            var values =
                    conf.config()
                            .named("general")
                            .flatMap(s -> s.entries().stream())
                            .filter(e -> e.named(name))
                            .toList();
            if (values.stream().map(ConfigEntry::value).distinct().count() > 1)
                warnings.add(
                        "%s: %s is set twice; the last counts here and since Asterisk 23, the first before"
                                .formatted(where(values.getLast().place()), name));
        }
    }

    /// `4000@default => 1000@default`: 4000 is another number of that box, unless it is a box.
    private void readAliases(List<BoxLine> lines) {
        var section = conf.general("aliasescontext");
        if (section.isEmpty()) return;
        var boxes =
                lines.stream()
                        .map(l -> new Numbered(l.number(), l.context().toLowerCase(Locale.ROOT)))
                        .collect(Collectors.toSet());
        conf.config()
                .named(section.get())
                .flatMap(s -> s.entries().stream())
                .forEach(
                        entry -> {
                            var alias = named(entry.name());
                            var box = named(entry.value());
                            if (boxes.contains(alias)) return;
                            if (alias.context().equals(box.context()))
                                aliases.computeIfAbsent(box.key(), _ -> new ArrayList<>())
                                        .add(alias.number());
                            else if (!alias.number().equals(box.number()))
                                warnings.add(
                                        where(entry.place())
                                                + ": an alias in another context stays in Asterisk only");
                        });
    }

    private record Numbered(String number, String context) {
        String key() {
            return number + "@" + context;
        }
    }

    private static Numbered named(String written) {
        var at = written.indexOf('@');
        return at < 0
                ? new Numbered(written.strip(), "default")
                : new Numbered(
                        written.substring(0, at).strip(),
                        written.substring(at + 1).strip().toLowerCase(Locale.ROOT));
    }

    private Box box(BoxLine line, boolean overridden) {
        var remarks = line.options().remarks();
        if (overridden) remarks.add(BoxRemark.OVERRIDDEN);
        var zone = zones.zone(line.options());
        if (zone.isEmpty() && line.options().text("tz").isPresent())
            remarks.add(BoxRemark.TIME_ZONE_UNKNOWN);
        var numbers = new ArrayList<>(List.of(line.number()));
        numbers.addAll(
                aliases.getOrDefault(
                        new Numbered(line.number(), line.context().toLowerCase(Locale.ROOT)).key(),
                        List.of()));
        var pin = pin(line, overridden);
        if (pin.unchangeable()) remarks.add(BoxRemark.UNCHANGEABLE);
        return new Box(
                line.context(),
                numbers.stream().distinct().toList(),
                new BoxOwner(
                        line.name(), line.addresses(), List.of(), line.options().language(), zone),
                pin,
                remarks,
                where(line.place()));
    }

    private OldPin pin(BoxLine line, boolean overridden) {
        var elsewhere =
                line.options().inSpoolFolder() && !overridden
                        ? spool.password(line.context(), line.number())
                        : Optional.<String>empty();
        return OldPin.of(elsewhere.orElse(line.password()).toCharArray());
    }

    /// Options that go on acting, or have no meaning here. Relative to the folder of the
    /// configuration.
    private String where(ConfigPlace place) {
        return Quote.printable(
                place.file().startsWith(folder)
                        ? folder.relativize(place.file()) + ":" + place.line()
                        : place.toString());
    }

    /// Time zones by their names in `[zonemessages]`.
    private record Zones(Map<String, String> named) {
        /// Later ones win. A line without a format is none.
        static Zones of(AsteriskConfig config) {
            var named = new HashMap<String, String>();
            config.named("zonemessages")
                    .flatMap(s -> s.entries().stream())
                    .filter(e -> e.value().matches(".*[|,].*"))
                    .forEach(e -> named.put(e.name(), e.value().split("[|,]", 2)[0].strip()));
            return new Zones(named);
        }

        Optional<String> zone(BoxOptions options) {
            return options.text("tz")
                    .flatMap(tag -> Optional.ofNullable(named.get(tag)))
                    .flatMap(TimeZone::named)
                    .map(TimeZone::name);
        }
    }
}
