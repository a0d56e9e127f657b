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

/// Which files say a sound, and which of them were found missing. Thread-safe.
final class Sounds {
    private record File(String name, String language) {}

    private static final Logger log = LoggerFactory.getLogger(Sounds.class);

    /// Languages are what Asterisk says they are, so there could be any number of them.
    private static final int MOST_MISSING = 1_000;

    private final String path;
    private final Optional<Path> custom;
    private final Set<File> missing = ConcurrentHashMap.newKeySet();

    Sounds(String path, Optional<Path> custom) {
        this.path = path;
        this.custom = custom;
    }

    /// The names Asterisk may know the sound by, best first. Looked up anew each time, so that a
    /// recording counts as soon as it is there.
    ///
    /// @param language empty for one without prompts of ours
    List<String> files(String sound, Optional<Language> language) {
        if (!isSound(sound))
            throw new IllegalArgumentException(
                    "not the name of a sound: found other than small letters, digits and '-'");
        var files = new ArrayList<String>();
        custom.flatMap(folder -> language.map(l -> folder.resolve(l.code())))
                .filter(folder -> Files.isRegularFile(folder.resolve(sound + ".wav")))
                .ifPresent(folder -> files.add(folder.resolve(sound).toString()));
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

    /// Says, once for each file and language, that Asterisk could not play it.
    void missing(String file, String language) {
        if (missing.size() < MOST_MISSING && missing.add(new File(file, language)))
            log.error("Asterisk can't play the sound file '{}' in language '{}'", file, language);
    }
}
