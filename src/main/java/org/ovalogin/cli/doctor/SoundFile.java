package org.ovalogin.cli.doctor;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// One sound file as Asterisk will read it.
///
/// @param fault the reason why Asterisk can't play all of it; empty: none known
/// @param length empty: unknown for this format
record SoundFile(Path path, Optional<String> fault, Optional<Duration> length) {
    private static final int RATE = 8000;
    private static final int SAMPLE_BITS = 16;
    private static final int PCM = 1;

    /// Bytes a second of formats without a header.
    private static final Map<String, Integer> RAW =
            Map.of(
                    "sln", 16_000, "sln16", 32_000, "ulaw", 8_000, "ul", 8_000, "pcm", 8_000,
                    "alaw", 8_000, "al", 8_000, "g722", 8_000, "gsm", 1_650);

    static SoundFile read(Path path) {
        var name = String.valueOf(path.getFileName());
        var ending = name.substring(name.lastIndexOf('.') + 1);
        try {
            var size = Files.size(path);
            if (size == 0) return faulty(path, "is empty");
            if (ending.equals("wav")) return wav(path, size);
            var rate = Optional.ofNullable(RAW.get(ending));
            return new SoundFile(
                    path, Optional.empty(), rate.map(r -> Duration.ofMillis(size * 1000 / r)));
        } catch (EOFException e) {
            return faulty(path, "is cut short within its header");
        } catch (IOException e) {
            return faulty(path, "can't be read: " + e.getClass().getSimpleName());
        }
    }

    private static SoundFile faulty(Path path, String fault) {
        return new SoundFile(path, Optional.of(fault), Optional.empty());
    }

    /// Asterisk reads 8,000 Hz, mono, 16 bits and nothing else under this ending
    /// (`check_header_fmt` in format_wav.c).
    private static SoundFile wav(Path path, long size) throws IOException {
        try (var in = new DataInputStream(Files.newInputStream(path))) {
            if (!name(in).equals("RIFF")) return faulty(path, "is no WAV file");
            in.skipNBytes(4);
            if (!name(in).equals("WAVE")) return faulty(path, "is no WAV file");
            var at = 12L;
            var bytesPerSecond = 0;
            while (true) {
                var chunk = name(in);
                var length = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
                at += 8;
                if (chunk.equals("data")) return data(path, length, size - at, bytesPerSecond);
                var rest = length + (length & 1);
                if (chunk.equals("fmt ")) {
                    var format = Short.reverseBytes(in.readShort());
                    var channels = Short.reverseBytes(in.readShort());
                    var rate = Integer.reverseBytes(in.readInt());
                    bytesPerSecond = Integer.reverseBytes(in.readInt());
                    in.skipNBytes(2);
                    var bits = Short.reverseBytes(in.readShort());
                    if (format != PCM || channels != 1 || rate != RATE || bits != SAMPLE_BITS)
                        return faulty(
                                path,
                                "has %d Hz, %d channels, %d bits%s; Asterisk plays 8000 Hz, mono, 16 bits"
                                        .formatted(
                                                rate,
                                                channels,
                                                bits,
                                                format == PCM ? "" : ", compressed"));
                    rest -= 16;
                }
                in.skipNBytes(rest);
                at += length + (length & 1);
            }
        }
    }

    private static SoundFile data(Path path, long announced, long there, int bytesPerSecond) {
        if (bytesPerSecond == 0) return faulty(path, "has no format in its header");
        if (announced > there)
            return faulty(
                    path, "is cut short: %d of %d bytes of sound".formatted(there, announced));
        if (announced == 0) return faulty(path, "has no sound in it");
        return new SoundFile(
                path,
                Optional.empty(),
                Optional.of(Duration.ofMillis(announced * 1000 / bytesPerSecond)));
    }

    private static String name(DataInputStream in) throws IOException {
        var name = in.readNBytes(4);
        if (name.length < 4) throw new EOFException();
        return new String(name, StandardCharsets.US_ASCII);
    }
}
