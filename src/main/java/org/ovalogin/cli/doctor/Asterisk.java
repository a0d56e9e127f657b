package org.ovalogin.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ovalogin.call.dialog.Catalogue;
import org.ovalogin.core.input.Language;

/// Checks an Asterisk on this host: its copy of our prompts, and its route to us.
public final class Asterisk {
    /// The sound folders of distribution packages and of Asterisk's own installer.
    private static final List<Path> USUAL =
            List.of(
                    Path.of("/usr/share/asterisk/sounds"),
                    Path.of("/var/lib/asterisk/sounds"),
                    Path.of("/usr/local/share/asterisk/sounds"));

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String CONTEXT = "ova-login";
    private static final int NAMED = 5;

    private Asterisk() {}

    /// One line for each language.
    ///
    /// @param folder Asterisk's sounds; empty: the usual folders
    /// @param path our prompts, relative to it
    public static List<Diagnosis> prompts(Optional<Path> folder, String path) {
        var folders =
                folder.map(List::of)
                        .orElseGet(() -> USUAL.stream().filter(Files::isDirectory).toList());
        if (path.startsWith("/") || folders.isEmpty())
            return List.of(
                    Diagnosis.warning(
                            "prompts",
                            "found no folder of Asterisk's sounds on this host",
                            "name it with --asterisk-sounds DIR; if Asterisk runs on another host, check there"));
        var catalogue = new Catalogue();
        return Stream.of(Language.values())
                .map(language -> prompts(folders, path, language, catalogue))
                .toList();
    }

    private static Diagnosis prompts(
            List<Path> folders, String path, Language language, Catalogue catalogue) {
        var subject = "prompts " + language.code();
        var wanted = catalogue.sounds(language).keySet();
        var missing = new ArrayList<>(wanted);
        for (var folder : folders)
            missing.removeAll(names(folder.resolve(language.code()).resolve(path)));
        if (missing.isEmpty())
            return Diagnosis.ok(subject, "all %d are installed".formatted(wanted.size()));
        var named = String.join(", ", missing.subList(0, Math.min(NAMED, missing.size())));
        return Diagnosis.problem(
                subject,
                "%d of %d are missing from %s: %s%s"
                        .formatted(
                                missing.size(),
                                wanted.size(),
                                folders.getFirst().resolve(language.code()).resolve(path),
                                named,
                                missing.size() > NAMED ? ", …" : ""),
                "copy asterisk-config/sounds/%1$s into %2$s/%1$s"
                        .formatted(language.code(), folders.getFirst()));
    }

    /// Drops the endings, since Asterisk plays any format.
    private static List<String> names(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.[^.]*$", ""))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /// @param command controls Asterisk, such as `asterisk`
    public static Diagnosis dialplan(List<String> command) {
        var subject = "dialplan";
        var hint =
                "run this on Asterisk's host, as a user who may control Asterisk; or run there: asterisk -rx 'dialplan show %s'"
                        .formatted(CONTEXT);
        try {
            var words =
                    Stream.concat(command.stream(), Stream.of("-rx", "dialplan show " + CONTEXT));
            var process =
                    new ProcessBuilder(words.toList())
                            .redirectErrorStream(true)
                            .redirectInput(Path.of("/dev/null").toFile())
                            .start();
            var watch = Thread.ofVirtual().start(() -> endAfter(process));
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            watch.interrupt();
            if (said.contains("[ Context '" + CONTEXT + "'"))
                return Diagnosis.ok(subject, "Asterisk has the context " + CONTEXT);
            if (said.contains("no existence of"))
                return Diagnosis.problem(
                        subject,
                        "Asterisk is running but has no context " + CONTEXT,
                        "put #include ova.conf into extensions.conf, then asterisk -rx 'dialplan reload'");
            return Diagnosis.warning(subject, "not checked: Asterisk does not answer", hint);
        } catch (IOException e) {
            return Diagnosis.warning(subject, "not checked: there is no asterisk command here", hint);
        }
    }

    private static void endAfter(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException _) {
            // it has answered
        }
    }
}
