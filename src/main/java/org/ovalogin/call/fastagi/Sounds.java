package org.ovalogin.call.fastagi;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ovalogin.core.input.Language;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the files of a sound, and remembers missing ones. Thread-safe.
final class Sounds {
    private record File(String name, String language) {}

    private static final Logger log = LoggerFactory.getLogger(Sounds.class);

    /// Bounds the memory: Asterisk names the languages, so their number has no limit.
    private static final int MOST_MISSING = 1_000;

    private final String path;
    private final Optional<Path> custom;
    private final Set<File> missing = ConcurrentHashMap.newKeySet();

    Sounds(String path, Optional<Path> custom) {
        this.path = path;
        this.custom = custom;
    }

    /// The names under which Asterisk may know the sound, best first. Looks them up each time, so a
    /// new recording counts at once.
    ///
    /// @param language empty for a language without prompts
    List<String> files(String sound, Optional<Language> language) {
        if (!isSound(sound))
            throw new IllegalArgumentException(
                    "not the name of a sound: found other than small letters, digits and '-'");
        var files = new ArrayList<String>();
        custom.ifPresent(
                folder ->
                        language.stream()
                                .flatMap(l -> l.lineage().stream())
                                .map(l -> folder.resolve(l.folder()))
                                .filter(own -> Files.isRegularFile(own.resolve(sound + ".wav")))
                                .forEach(own -> files.add(own.resolve(sound).toString())));
        files.add(path + "/" + sound);
        return files;
    }

    private static boolean isSound(String name) {
        for (var i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') return false;
        }
        return !name.isEmpty();
    }

    /// Logs, once for each file and language, that Asterisk could not play it.
    void missing(String file, String language) {
        if (missing.size() < MOST_MISSING && missing.add(new File(file, language)))
            log.error("Asterisk can't play the sound file '{}' in language '{}'", file, language);
    }
}
