package org.ovalogin.cli.moving;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.ShellException;

/// Reads the lines of an [AsteriskConfig], file by file. No message quotes a value.
final class ConfigReader {
    /// Asterisk's MAX_INCLUDE_LEVEL.
    private static final int DEEPEST = 10;

    /// Bounds files that include each other in many ways.
    private static final int MOST_FILES = 100_000;

    /// Bytes. Asterisk skips a longer line.
    private static final int LONGEST_LINE = 8191;

    private final Path main;
    private final Function<Path, ConfigFile> source;
    private final Map<Path, ConfigFile> files = new LinkedHashMap<>();
    private final List<ConfigSection> sections = new ArrayList<>();
    private final List<ConfigPlace> programs = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Deque<Path> open = new ArrayDeque<>();
    private int reads;

    /// The section in which an included file begins. After it, the including file continues in its
    /// own section.
    private @Nullable ConfigSection current;

    ConfigReader(Path main, Function<Path, ConfigFile> source) {
        this.main = main.toAbsolutePath().normalize();
        this.source = source;
    }

    AsteriskConfig read() {
        load(List.of(main), new ConfigPlace(main, 0));
        return new AsteriskConfig(List.copyOf(files.values()), sections, programs, warnings);
    }

    /// A comment that is not closed goes on in the next file of a pattern, as in Asterisk.
    private void load(List<Path> paths, ConfigPlace from) {
        var comments = new ConfigComments();
        var section = current;
        for (var path : paths) {
            if (open.contains(path)) throw refused(from, "the file includes itself", "");
            if (++reads > MOST_FILES)
                throw refused(from, "more than %d files are included".formatted(MOST_FILES), "");
            open.push(path);
            section = lines(files.computeIfAbsent(path, source), comments, section);
            open.pop();
        }
        if (comments.depth() > 0)
            warnings.add(paths.getLast() + ": a comment begun with ;-- is not closed");
    }

    private @Nullable ConfigSection lines(
            ConfigFile file, ConfigComments comments, @Nullable ConfigSection first) {
        var section = first;
        var bytes = file.bytes();
        var number = 0;
        for (int from = file.start(), to; from < bytes.length; from = to) {
            to = file.endOfLineAt(from);
            var place = new ConfigPlace(file.path(), ++number);
            if (tooLong(bytes, from, to)) {
                warnings.add(place + ": the line is longer than 8190 bytes; Asterisk skips it");
                continue;
            }
            var depth = comments.depth();
            var line = comments.visible(file, from, to);
            if (comments.depth() < 0 && depth >= 0)
                warnings.add(
                        place
                                + ": --; closes no comment; Asterisk reads no line from here to the next ;--");
            if (line.isPresent()) section = line(line.get(), place, section);
        }
        return section;
    }

    private static boolean tooLong(byte[] bytes, int from, int to) {
        return to - from > LONGEST_LINE || (to - from == LONGEST_LINE && bytes[to - 1] != '\n');
    }

    /// @return the section in which the next line is
    private @Nullable ConfigSection line(
            SourceText line, ConfigPlace place, @Nullable ConfigSection section) {
        switch (line.raw().charAt(0)) {
            case '[' -> {
                return heading(line, place);
            }
            case '#' -> directive(line, place);
            default -> {
                if (section == null) throw refused(place, "a line before the first section", "");
                entry(line, place, section);
            }
        }
        return section;
    }

    private ConfigSection heading(SourceText line, ConfigPlace place) {
        var raw = line.raw();
        var close = raw.indexOf(']');
        if (close < 0) throw refused(place, "a section's name without ]", "");
        var fresh = new ConfigSection(place, line.part(1, close).text());
        ConfigSection section = fresh;
        if (raw.startsWith("(", close + 1)) {
            var end = raw.indexOf(')', close + 1);
            if (end < 0) throw refused(place, "( without ) after a section's name", "");
            for (var option : raw.substring(close + 2, end).split(",", -1))
                section = with(section, option, place);
        }
        if (section.equals(fresh)) sections.add(fresh);
        current = section;
        return section;
    }

    private ConfigSection with(ConfigSection section, String option, ConfigPlace place) {
        if (option.equals("!")) section.becomeTemplate();
        else if (option.startsWith("+")) {
            var former =
                    known(section.name(), false)
                            .orElseThrow(() -> unknown(place, section.name(), "continued"));
            if (section.template()) former.becomeTemplate();
            former.take(section);
            return former;
        } else
            section.take(
                    known(option, true)
                            .orElseThrow(() -> unknown(place, option, "inherited from")));
        return section;
    }

    private Optional<ConfigSection> known(String name, boolean templates) {
        return sections.stream()
                .filter(s -> templates || !s.template())
                .filter(s -> name.isEmpty() || s.named(name))
                .findFirst();
    }

    private static ShellException unknown(ConfigPlace place, String name, String done) {
        return refused(
                place,
                "the section %s is %s before it is there".formatted(Quote.of(name), done),
                "Asterisk refuses the whole file too");
    }

    private void directive(SourceText line, ConfigPlace place) {
        var raw = line.raw();
        var end = 1;
        while (end < raw.length() && raw.charAt(end) > ' ') end++;
        var argument = unquoted(line.from(end).stripped().text());
        switch (raw.substring(1, end).toLowerCase(Locale.ROOT)) {
            case "include" -> include(argument, place, true);
            case "tryinclude" -> include(argument, place, false);
            case "exec" -> programs.add(place);
            default -> warnings.add(place + ": unknown directive; Asterisk ignores it");
        }
    }

    private static String unquoted(String name) {
        var last = name.isEmpty() ? ' ' : name.charAt(name.length() - 1);
        var quoted =
                (name.startsWith("\"") && last == '"') || (name.startsWith("<") && last == '>');
        return name.length() > 1 && quoted ? name.substring(1, name.length() - 1) : name;
    }

    private void include(String name, ConfigPlace place, boolean needed) {
        if (name.isEmpty()) {
            warnings.add(place + ": a directive without a file; Asterisk ignores it");
            return;
        }
        var folder = main.getParent();
        var paths =
                open.size() > DEEPEST || folder == null
                        ? List.<Path>of()
                        : new IncludePattern(name).files(folder);
        if (!paths.isEmpty()) load(paths, place);
        else if (open.size() > DEEPEST && needed)
            throw refused(
                    place,
                    "files include each other more than %d deep".formatted(DEEPEST),
                    "Asterisk refuses the whole file too");
        else if (needed)
            throw refused(
                    place,
                    "the included file '%s' is not there".formatted(name),
                    "relative names start at %s; Asterisk refuses the whole file too"
                            .formatted(folder));
    }

    private void entry(SourceText line, ConfigPlace place, ConfigSection section) {
        var escaped = line.raw().startsWith("\\");
        var text = escaped ? line.from(1) : line;
        if (text.length() == 0 || text.raw().charAt(0) <= ' ')
            throw refused(place, "a \\ before nothing", "");
        var equals = text.raw().indexOf('=', escaped ? 1 : 0);
        if (equals < 0) {
            warnings.add(place + ": no = in the line; Asterisk ignores it");
            return;
        }
        var appends = equals > (escaped ? 1 : 0) && text.raw().charAt(equals - 1) == '+';
        var name = text.part(0, appends ? equals - 1 : equals).stripped();
        var arrow = !appends && text.raw().startsWith(">", equals + 1);
        var value = text.from(equals + (arrow ? 2 : 1));
        if (appends && section.extend(name, value)) return;
        if (name.length() == 0)
            warnings.add(place + ": no name before =; Asterisk ignores the line");
        else section.add(new ConfigEntry(place, name, List.of(value.stripped())));
    }

    private static ShellException refused(ConfigPlace place, String what, String hint) {
        return ShellException.failed(place + ": " + what, hint);
    }
}
