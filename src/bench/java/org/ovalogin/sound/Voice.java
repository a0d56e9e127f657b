package org.ovalogin.sound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The sound files of one language.
///
/// @param folder the language's, such as `en_GB`
public record Voice(String folder, List<SoundFile> files) {
    /// Heads the rows of [#summary()].
    public static final String SUMMARY_HEAD =
            """
            | language | sounds | half are shorter than | longest | speech level, quietest to loudest, dBFS | 1–2 kHz below | 2–3.4 kHz below | longest silence inside | at an end | clipped samples |
            |---|---|---|---|---|---|---|---|---|---|
            """;

    /// Heads the lines of [#lines()].
    public static final String LINES_HEAD =
            "language,sound,seconds,level,below 1 kHz,1 to 2 kHz,2 to 3.4 kHz,silence at the beginning,at the end,longest inside,clipped samples";

    /// @param sounds has `en/ova/welcome.wav`
    public static Voice in(Path sounds, String folder) {
        try (var found = Files.list(sounds.resolve(folder).resolve("ova"))) {
            return new Voice(
                    folder,
                    found.filter(file -> file.toString().endsWith(".wav"))
                            .sorted()
                            .map(SoundFile::read)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<Duration> length(String sound) {
        return file(sound).map(SoundFile::length);
    }

    /// The time until this word of the text has been heard, found by its place in the text and the
    /// pause nearest to it.
    public Optional<Duration> heard(String word, String sound, String text) {
        var end = text.indexOf(word) + word.length();
        return file(sound).map(file -> file.pauseNear((double) end / text.length()));
    }

    private Optional<SoundFile> file(String sound) {
        return files.stream().filter(file -> file.name().equals(sound)).findFirst();
    }

    /// One row of Markdown.
    public String summary() {
        var bands = Bands.of(files);
        var lengths = files.stream().map(SoundFile::length).sorted().toList();
        var levels = files.stream().mapToDouble(SoundFile::level).summaryStatistics();
        var longest = files.stream().max(Comparator.comparing(SoundFile::length)).orElseThrow();
        return "| %s | %d | %s s | %s s `%s` | %.1f to %.1f | %.1f dB | %.1f dB | %s s | %s s | %d |%n"
                .formatted(
                        folder,
                        files.size(),
                        seconds(lengths.get(lengths.size() / 2)),
                        seconds(longest.length()),
                        longest.name(),
                        levels.getMin(),
                        levels.getMax(),
                        bands.middleBelowLow(),
                        bands.highBelowLow(),
                        seconds(most(files.stream().map(SoundFile::longestPause))),
                        seconds(
                                most(
                                        files.stream()
                                                .flatMap(f -> Stream.of(f.lead(), f.trail())))),
                        files.stream().mapToLong(SoundFile::clipped).sum());
    }

    /// One line of comma-separated values for each sound.
    public Stream<String> lines() {
        return files.stream().map(this::line);
    }

    private String line(SoundFile file) {
        var bands = Bands.of(List.of(file));
        return "%s,%s,%s,%.1f,%.1f,%.1f,%.1f,%s,%s,%s,%d"
                .formatted(
                        folder,
                        file.name(),
                        seconds(file.length()),
                        file.level(),
                        bands.low(),
                        bands.middle(),
                        bands.high(),
                        seconds(file.lead()),
                        seconds(file.trail()),
                        seconds(file.longestPause()),
                        file.clipped());
    }

    private static Duration most(Stream<Duration> times) {
        return times.max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    /// With two decimals.
    public static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f", time.toMillis() / 1000.0);
    }
}
