package org.ovalogin.call.fastagi;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.ovalogin.core.input.Language;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the files of a sound, and remembers missing ones. Thread-safe.
final class Sounds {
    private record Missing(String file, String language) {}

    /// @param language empty for a language without prompts
    private record Sound(String name, Optional<Language> language) {}

    /// A place where the site may put its own recording of a sound.
    ///
    /// @param name without its ending, as Asterisk names it
    private record Place(File recording, String name) {}

    private static final Logger log = LoggerFactory.getLogger(Sounds.class);

    /// Bounds the memory: Asterisk names the languages, so their number has no limit.
    private static final int MOST_MISSING = 1_000;

    private final String path;
    private final Optional<Path> custom;

    /// Bounded by the sounds of the catalogue and the languages.
    private final Map<Sound, List<Place>> places = new ConcurrentHashMap<>();

    private final Set<Missing> missing = ConcurrentHashMap.newKeySet();

    Sounds(String path, Optional<Path> custom) {
        this.path = path;
        this.custom = custom;
    }

    /// The names under which Asterisk may know the sound, best first. Looks for recordings each
    /// time, so a new one counts at once.
    ///
    /// @param sound a sound of the catalogue
    /// @param language empty for a language without prompts
    List<String> files(String sound, Optional<Language> language) {
        var files = new ArrayList<String>();
        for (var place : places.computeIfAbsent(new Sound(sound, language), this::places))
            if (place.recording().isFile()) files.add(place.name());
        files.add(path + "/" + sound);
        return files;
    }

    private List<Place> places(Sound sound) {
        if (!isSound(sound.name()))
            throw new IllegalArgumentException(
                    "not the name of a sound: found other than small letters, digits and '-'");
        return custom.stream().flatMap(folder -> places(folder, sound)).toList();
    }

    private static Stream<Place> places(Path folder, Sound sound) {
        return sound.language().stream()
                .flatMap(language -> language.lineage().stream())
                .map(language -> folder.resolve(language.folder()).resolve(sound.name()).toString())
                .map(name -> new Place(new File(name + ".wav"), name));
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
        if (missing.size() < MOST_MISSING && missing.add(new Missing(file, language)))
            log.error("Asterisk can't play the sound file '{}' in language '{}'", file, language);
    }
}
