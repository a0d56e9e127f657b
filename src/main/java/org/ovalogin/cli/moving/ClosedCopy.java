package org.ovalogin.cli.moving;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ovalogin.cli.terminal.ShellException;

/// The files of a [VoicemailConf] in which no box opens any more: each has the password `-x`, which
/// nobody can key. Every other byte stays.
final class ClosedCopy {
    static final String PASSWORD = "-x";

    private static final String HERE = "voicemail.conf";

    /// A telephone has the keys 0-9, A-D, * and #. A password with any other character opens
    /// nothing. A minus in front is no part of the password.
    private static final Pattern CLOSED = Pattern.compile("-?.*[^0-9A-Da-d*#-].*");

    private static final Pattern SPOOL_FOLDER =
            Pattern.compile("(?i)(?:^|\\|)passwordlocation=\\s*(spooldir)\\s*(?=\\||$)");

    private final VoicemailConf conf;
    private final Map<Path, ConfigFile> files = new LinkedHashMap<>();
    private final Map<Path, ByteEdits> edits = new HashMap<>();

    /// Names in entries that are no box, or not only one.
    private final Set<SourceText> others = Collections.newSetFromMap(new IdentityHashMap<>());

    ClosedCopy(VoicemailConf conf) {
        this.conf = conf;
        conf.config().files().forEach(f -> files.put(f.path(), f));
        conf.users().ifPresent(u -> u.files().forEach(f -> files.put(f.path(), f)));
        findOthers();
        closeContexts();
        closeUsers();
        leaveSpoolFolder();
    }

    /// Original files, the main one first, and their new bytes.
    Map<ConfigFile, byte[]> bytes() {
        var all = new LinkedHashMap<ConfigFile, byte[]>();
        files.values().forEach(file -> all.put(file, bytes(file)));
        return all;
    }

    /// Places of boxes that would still open with these files, found by reading them.
    List<String> open() {
        try {
            return stillOpen();
        } catch (ShellException e) {
            return List.of(e.said());
        }
    }

    private List<String> stillOpen() {
        var closed = new VoicemailConf(reread(conf.config()), conf.users().map(this::reread));
        return Stream.concat(
                        closed.lines().stream()
                                .filter(line -> opens(line))
                                .map(line -> line.place() + ": the box stays open"),
                        closed.programs().stream()
                                .map(place -> place + ": boxes made by this program stay open"))
                .toList();
    }

    private static boolean opens(BoxLine line) {
        return !CLOSED.matcher(line.password()).matches() || line.options().inSpoolFolder();
    }

    private AsteriskConfig reread(AsteriskConfig config) {
        return new ConfigReader(
                        config.files().getFirst().path(),
                        path ->
                                Optional.ofNullable(files.get(path))
                                        .map(file -> new ConfigFile(path, bytes(file)))
                                        .orElseGet(() -> ConfigFile.read(path)))
                .read();
    }

    private byte[] bytes(ConfigFile file) {
        var own = edits.get(file.path());
        return own == null ? file.bytes() : own.apply(file.bytes());
    }

    private ByteEdits edits(ConfigFile file) {
        return edits.computeIfAbsent(file.path(), _ -> new ByteEdits());
    }

    private void findOthers() {
        var contexts = conf.contexts();
        conf.config().sections().stream()
                .filter(s -> !s.template() && !contexts.contains(s))
                .flatMap(s -> s.entries().stream())
                .forEach(e -> others.add(e.rawName()));
    }

    private void closeContexts() {
        for (var context : conf.contexts())
            for (var entry : context.entries()) {
                if (others.contains(entry.rawName())) continue;
                close(field(entry, 0, 1));
                field(entry, 4, Integer.MAX_VALUE).forEach(this::leaveSpoolFolder);
            }
    }

    /// Parts of a value from the given comma on. The last of them is empty where the field is.
    private static List<SourceText> field(ConfigEntry entry, int from, int to) {
        var parts = new ArrayList<SourceText>();
        var field = 0;
        for (var source : entry.source()) {
            var start = field >= from ? 0 : -1;
            var end = -1;
            for (var i = 0; i < source.length() && end < 0; i++) {
                if (source.raw().charAt(i) != ',') continue;
                field++;
                if (field == from) start = i + 1;
                if (field == to) end = i;
            }
            if (start >= 0) parts.add(source.part(start, end < 0 ? source.length() : end));
            if (end >= 0) break;
        }
        return parts;
    }

    /// A `--;` in a password ends comments, so replacing it would change other lines. That box
    /// stays open and is told.
    private void close(List<SourceText> password) {
        if (password.stream().anyMatch(p -> p.raw().contains("--;"))) return;
        var written = password.stream().filter(p -> p.length() > 0).toList();
        if (written.isEmpty()) {
            var at = password.getLast();
            edits(at.file()).insert(at.offset(0), PASSWORD);
        } else if (written.size() > 1 || !written.getFirst().raw().equals(PASSWORD)) {
            for (var part : written)
                edits(part.file()).replace(part, part.equals(written.getFirst()) ? PASSWORD : "");
        }
    }

    private void closeUsers() {
        conf.users().stream()
                .flatMap(VoicemailConf::withBox)
                .forEach(
                        section -> {
                            var secrets =
                                    section.entries().stream()
                                            .filter(e -> e.named("vmsecret"))
                                            .toList();
                            secrets.forEach(e -> close(e.source()));
                            if (secrets.isEmpty()) addSecret(section);
                        });
    }

    /// The other passwords of a user are the telephone's, too.
    private void addSecret(ConfigSection section) {
        var file = files.get(section.place().file());
        if (file == null) return;
        var end = file.endOfLine(section.place().line());
        var lineEnd = file.lineEnd();
        var line = "vmsecret = " + PASSWORD;
        var whole = end > 0 && file.bytes()[end - 1] == '\n';
        edits(file).insert(end, whole ? line + lineEnd : lineEnd + line);
    }

    /// Lets voicemail.conf hold the passwords, since one in a box's folder would win.
    private void leaveSpoolFolder() {
        var rules =
                conf.config()
                        .named("general")
                        .flatMap(s -> s.entries().stream())
                        .filter(e -> e.named("passwordlocation"))
                        .filter(e -> e.value().equalsIgnoreCase("spooldir"))
                        .toList();
        for (var entry : rules)
            for (var part : entry.source())
                edits(part.file())
                        .replace(part, part.equals(entry.source().getFirst()) ? HERE : "");
        if (!rules.isEmpty()) sayOnTop();
    }

    private void leaveSpoolFolder(SourceText options) {
        var found = SPOOL_FOLDER.matcher(options.raw());
        while (found.find()) {
            edits(options.file()).replace(options.part(found.start(1), found.end(1)), HERE);
            sayOnTop();
        }
    }

    private void sayOnTop() {
        var file = conf.config().files().getFirst();
        edits(file)
                .insert(
                        file.start(),
                        Stream.of(
                                        "; Voice mail asks for PINs elsewhere now: no box of this file opens by telephone.",
                                        "; passwordlocation was spooldir. Passwords in secret.conf do not count any more.")
                                .map(line -> line + file.lineEnd())
                                .reduce("", String::concat));
    }

    @Override
    public String toString() {
        return "ClosedCopy of " + conf.config().files().getFirst();
    }
}
