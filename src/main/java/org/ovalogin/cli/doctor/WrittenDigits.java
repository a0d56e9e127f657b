package org.ovalogin.cli.doctor;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.ovalogin.cli.moving.ConfigEntry;
import org.ovalogin.cli.moving.ConfigSection;

/// Keys that Asterisk's files have already, and commands at its start that write them. Of a log it
/// tells the number of lines, never a line.
final class WrittenDigits {
    private static final String SUBJECT = "digits";

    /// Bytes of a log that are looked at, from its end.
    private static final int LATEST = 4 << 20;

    private static final Pattern LOG = Pattern.compile("(?m)^(/\\S.*?) +File ");

    /// `DTMF begin '1' received`, `AGI Rx << 200 result=49`, `Got RTP RFC2833 from …`.
    private static final Pattern KEYS =
            Pattern.compile(
                    "DTMF (?:begin|end)|AGI Rx <<|RTP RFC2833|RTP DTMF|Signal ?= ?[0-9]|\"digit\": ?\"");

    private static final Pattern COMMAND =
            Pattern.compile("(?i)(rtp|agi|sip|pjsip|core|ari) set (debug|logger|history)( .*)?");
    private static final Pattern OFF = Pattern.compile("(?i).* (off|0)\\s*");

    private final Console console;
    private final ConfigFolder folder;

    WrittenDigits(Console console, ConfigFolder folder) {
        this.console = console;
        this.folder = folder;
    }

    List<Diagnosis> check() {
        var found = new ArrayList<Diagnosis>();
        folder.read("cli.conf").stream()
                .flatMap(config -> config.sections().stream())
                .filter(section -> section.named("startup_commands"))
                .forEach(section -> found.addAll(commands(section)));
        LOG.matcher(console.ask("logger show channels").orElse(""))
                .results()
                .map(log -> Path.of(log.group(1).strip()))
                .filter(Files::isReadable)
                .forEach(log -> found.addAll(keys(log)));
        return found;
    }

    private List<Diagnosis> commands(ConfigSection section) {
        return section.entries().stream()
                .filter(entry -> COMMAND.matcher(entry.name()).matches())
                .filter(entry -> !OFF.matcher(entry.name()).matches())
                .filter(entry -> entry.value().matches("(?i)yes|true|1|on|y|t"))
                .map(this::command)
                .toList();
    }

    private Diagnosis command(ConfigEntry entry) {
        return Diagnosis.problem(
                SUBJECT,
                "%s runs '%s' at each start, which prints keys"
                        .formatted(folder.text(entry.place()), entry.name()),
                "take the line out, then asterisk -rx '%s'".formatted(off(entry.name())));
    }

    private static String off(String command) {
        var words = command.split(" ", -1);
        return words[0].equals("core")
                ? "core set debug 0"
                : "%s set %s off".formatted(words[0], words[2]);
    }

    private static List<Diagnosis> keys(Path log) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var bytes = new byte[(int) Math.min(LATEST, file.length())];
            file.seek(file.length() - bytes.length);
            file.readFully(bytes);
            var lines =
                    new String(bytes, StandardCharsets.ISO_8859_1)
                            .lines()
                            .filter(line -> KEYS.matcher(line).find())
                            .count();
            return lines == 0
                    ? List.of()
                    : List.of(
                            Diagnosis.problem(
                                    SUBJECT,
                                    "%s has %d lines with keys of callers in its latest part"
                                            .formatted(log, lines),
                                    "end that first (agi set debug off, rtp set debug off, no dtmf in logger.conf), then delete the log"));
        } catch (IOException e) {
            return List.of(
                    Diagnosis.warning(
                            SUBJECT,
                            "%s can't be read: %s".formatted(log, e.getClass().getSimpleName()),
                            "look there for lines with DTMF or AGI Rx"));
        }
    }
}
