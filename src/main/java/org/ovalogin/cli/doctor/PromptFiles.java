package org.ovalogin.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovalogin.call.dialog.Catalogue;
import org.ovalogin.core.input.Language;

/// Looks at Asterisk's copy of our prompts, file by file.
public final class PromptFiles {
    /// The sound folders of distribution packages and of Asterisk's own installer.
    private static final List<Path> USUAL =
            List.of(
                    Path.of("/usr/share/asterisk/sounds"),
                    Path.of("/var/lib/asterisk/sounds"),
                    Path.of("/usr/local/share/asterisk/sounds"));

    private static final Pattern DATA = Pattern.compile("(?m)^ *Data directory: +(\\S.*)$");
    private static final int NAMED = 5;

    /// Nobody speaks faster. The fastest of the shipped prompts takes 48 ms a letter.
    private static final Duration PER_LETTER = Duration.ofMillis(20);

    private final List<Path> folders;
    private final String path;
    private final Optional<Path> custom;
    private final AsteriskUser user;

    /// @param folder Asterisk's sounds; empty: Asterisk's own word, else the usual folders
    /// @param path our prompts, relative to it
    /// @param custom the site's own recordings
    /// @param settings Asterisk's answer to `core show settings`; may be empty
    public PromptFiles(Optional<Path> folder, String path, Optional<Path> custom, String settings) {
        this.folders = folder.map(List::of).orElseGet(() -> usual(settings));
        this.path = path;
        this.custom = custom;
        this.user = AsteriskUser.of(settings);
    }

    private static List<Path> usual(String settings) {
        var data = DATA.matcher(settings);
        return Stream.concat(
                        data.find()
                                ? Stream.of(Path.of(data.group(1).strip(), "sounds"))
                                : Stream.empty(),
                        USUAL.stream())
                .distinct()
                .filter(Files::isDirectory)
                .toList();
    }

    /// One line for each language, and one for each kind of fault.
    public List<Diagnosis> check() {
        var catalogue = new Catalogue();
        var found = new ArrayList<Diagnosis>();
        if (path.startsWith("/") || folders.isEmpty())
            found.add(
                    Diagnosis.warning(
                            "prompts",
                            "found no folder of Asterisk's sounds on this host",
                            "name it with --asterisk-sounds DIR; if Asterisk runs on another host, check there"));
        else
            for (var language : Language.values())
                found.addAll(shipped(language, catalogue.sounds(language)));
        custom.ifPresent(folder -> found.addAll(own(folder)));
        return found;
    }

    private List<Diagnosis> shipped(Language language, Map<String, String> texts) {
        var subject = "prompts " + language.code();
        var there = new TreeMap<String, List<Path>>();
        for (var folder : folders)
            files(folder.resolve(language.folder()).resolve(path))
                    .forEach(
                            file ->
                                    there.computeIfAbsent(stem(file), _ -> new ArrayList<>())
                                            .add(file));
        var found = new ArrayList<Diagnosis>();
        var missing = texts.keySet().stream().filter(name -> !there.containsKey(name)).toList();
        if (!missing.isEmpty()) found.add(missing(subject, language, missing, texts.size()));
        var ours = new ArrayList<SoundFile>();
        there.forEach(
                (name, files) -> {
                    if (texts.containsKey(name))
                        files.forEach(
                                file -> ours.add(tooShort(SoundFile.read(file), texts.get(name))));
                });
        found.addAll(faults(subject, ours));
        if (found.isEmpty())
            found.add(Diagnosis.ok(subject, "all %d are installed".formatted(texts.size())));
        return found;
    }

    private Diagnosis missing(String subject, Language language, List<String> missing, int wanted) {
        return Diagnosis.problem(
                subject,
                "%d of %d are missing from %s: %s"
                        .formatted(
                                missing.size(),
                                wanted,
                                folders.getFirst().resolve(language.folder()).resolve(path),
                                some(missing)),
                copy(language.folder()));
    }

    private String copy(String language) {
        return "copy asterisk-config/sounds/%1$s into %2$s/%1$s"
                .formatted(language, folders.getFirst());
    }

    private static SoundFile tooShort(SoundFile file, String text) {
        var least = PER_LETTER.multipliedBy(text.length());
        return file.fault().isEmpty()
                        && file.length().filter(length -> length.compareTo(least) < 0).isPresent()
                ? new SoundFile(
                        file.path(),
                        Optional.of(
                                "is cut short: %d ms for a text of %d letters"
                                        .formatted(file.length().get().toMillis(), text.length())),
                        file.length())
                : file;
    }

    private List<Diagnosis> own(Path folder) {
        var recordings = new ArrayList<SoundFile>();
        for (var language : Language.values())
            files(folder.resolve(language.folder())).stream()
                    .filter(file -> file.toString().endsWith(".wav"))
                    .forEach(file -> recordings.add(SoundFile.read(file)));
        var found = faults("own recordings", recordings);
        return found.isEmpty() && !recordings.isEmpty()
                ? List.of(
                        Diagnosis.ok(
                                "own recordings", "%d in %s".formatted(recordings.size(), folder)))
                : found;
    }

    private List<Diagnosis> faults(String subject, List<SoundFile> files) {
        var found = new ArrayList<Diagnosis>();
        for (var file : files)
            file.fault()
                    .ifPresent(
                            fault ->
                                    found.add(
                                            Diagnosis.problem(
                                                    subject,
                                                    "%s %s".formatted(file.path(), fault),
                                                    "copy it again, or record it anew: 8000 Hz, mono, 16 bits")));
        var unread =
                files.stream()
                        .filter(file -> file.fault().isEmpty())
                        .filter(file -> user.stoppedAt(file.path()).isPresent())
                        .map(SoundFile::path)
                        .toList();
        if (!unread.isEmpty()) {
            var at = user.stoppedAt(unread.getFirst()).orElseThrow();
            found.add(
                    Diagnosis.problem(
                            subject,
                            "%d in %s can't be read by Asterisk's user %s: %s"
                                    .formatted(
                                            unread.size(),
                                            unread.getFirst().getParent(),
                                            user.name(),
                                            some(unread.stream().map(PromptFiles::stem).toList())),
                            Files.isDirectory(at) ? "chmod a+rx " + at : "chmod a+r " + at));
        }
        return found;
    }

    private static String some(List<String> names) {
        var named = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return names.size() > NAMED ? named + ", …" : named;
    }

    private static List<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /// The name without its ending, since Asterisk plays any format.
    private static String stem(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    }
}
