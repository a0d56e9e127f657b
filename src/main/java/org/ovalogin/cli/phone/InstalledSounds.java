package org.ovalogin.cli.phone;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ovalogin.core.input.Language;

/// The sounds installed in this phone's Asterisk: the catalogue under `ova/`, and recordings named
/// by an absolute path. Tries languages as Asterisk does (`fileexists_core` in main/file.c): the
/// channel's own, the language without its region, then English.
final class InstalledSounds {
    private static final String OURS = "ova/";
    private static final List<String> ENDINGS =
            List.of(".wav", ".WAV", ".sln", ".ulaw", ".alaw", ".gsm", ".g722");

    /// Unhurried speech, for a sound without a file.
    private static final Duration PER_CHARACTER = Duration.ofMillis(65);

    private static final int WAV_HEADER_BYTES = 44;

    private final Function<Language, Map<String, String>> catalogue;
    private final Map<Language, Map<String, String>> texts = new EnumMap<>(Language.class);
    private final Optional<Path> folder;

    /// @param catalogue sounds and their texts, for each language
    /// @param folder has a folder for each language; empty without sound files
    InstalledSounds(Function<Language, Map<String, String>> catalogue, Optional<Path> folder) {
        this.catalogue = catalogue;
        this.folder = folder;
    }

    /// The sound that Asterisk would play; empty if it has no such file.
    ///
    /// @param language the channel's, such as `en` or `fr_CA`
    Optional<Sound> find(String name, String language) {
        if (name.startsWith("/")) return recording(Path.of(name), language);
        if (!name.startsWith(OURS)) return Optional.empty();
        var stem = name.substring(OURS.length());
        return Stream.concat(
                        Language.of(language).stream().flatMap(l -> l.lineage().stream()),
                        Stream.of(Language.EN))
                .flatMap(l -> ours(stem, l).stream())
                .findFirst();
    }

    private Optional<Sound> ours(String stem, Language language) {
        return Optional.ofNullable(texts(language).get(stem))
                .map(text -> sound(stem, text, wav(stem, language)));
    }

    private Map<String, String> texts(Language language) {
        return texts.computeIfAbsent(language, catalogue);
    }

    private Optional<Path> wav(String stem, Language language) {
        return folder.map(f -> f.resolve(language.folder()).resolve(OURS + stem + ".wav"))
                .filter(Files::isReadable);
    }

    private Optional<Sound> recording(Path path, String language) {
        var file = path.getFileName();
        if (file == null) return Optional.empty();
        var stem = file.toString();
        var text =
                texts(Language.of(language).orElse(Language.EN))
                        .getOrDefault(stem, "[recording " + stem + "]");
        return List.of(path.resolveSibling(language).resolve(stem), path).stream()
                .flatMap(p -> ENDINGS.stream().map(ending -> Path.of(p + ending)))
                .filter(Files::isReadable)
                .findFirst()
                .map(found -> sound(stem, text, Optional.of(found)));
    }

    private static Sound sound(String stem, String text, Optional<Path> file) {
        var length =
                file.filter(f -> f.toString().endsWith(".wav"))
                        .flatMap(InstalledSounds::length)
                        .orElse(PER_CHARACTER.multipliedBy(text.length()));
        return new Sound(stem, text, length, file);
    }

    /// From the header's bytes per second; empty if the header can't be read.
    private static Optional<Duration> length(Path wav) {
        try (var in = new DataInputStream(Files.newInputStream(wav))) {
            in.skipNBytes(28);
            var bytesPerSecond = Integer.reverseBytes(in.readInt());
            if (bytesPerSecond <= 0) return Optional.empty();
            var bytes = Math.max(0, Files.size(wav) - WAV_HEADER_BYTES);
            return Optional.of(Duration.ofMillis(bytes * 1000 / bytesPerSecond));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
