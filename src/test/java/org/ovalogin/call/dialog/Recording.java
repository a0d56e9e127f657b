package org.ovalogin.call.dialog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A WAV file, read by its chunks.
///
/// @param text the spoken words, from the INFO chunk; empty without one
/// @param voice the program that spoke them, with its version; likewise
record Recording(Format format, ShortBuffer samples, String text, String voice) {
    /// @param encoding 1 is PCM
    record Format(int encoding, int channels, int rate, int bits) {}

    /// The only format that Asterisk reads as `wav`.
    static final Format TELEPHONE = new Format(1, 1, 8000, 16);

    static Recording of(Path file) throws IOException {
        var riff = chunks(ByteBuffer.wrap(Files.readAllBytes(file)), "RIFF".length() + 8);
        var format = riff.get("fmt ");
        var data = riff.get("data");
        if (format == null || data == null) throw new IOException(file + " is not a WAV file");
        var list = riff.get("LIST");
        var info = list == null ? Map.<String, ByteBuffer>of() : chunks(list, "INFO".length());
        return new Recording(
                new Format(
                        format.getShort(0),
                        format.getShort(2),
                        format.getInt(4),
                        format.getShort(14)),
                data.asShortBuffer().asReadOnlyBuffer(),
                text(info.get("ICMT")),
                text(info.get("ISFT")));
    }

    private static String text(@Nullable ByteBuffer chunk) {
        return chunk == null
                ? ""
                : StandardCharsets.UTF_8.decode(chunk).toString().replace("\0", "");
    }

    double seconds() {
        return samples.limit() / (double) format.rate();
    }

    private static Map<String, ByteBuffer> chunks(ByteBuffer bytes, int from) {
        var chunks = new TreeMap<String, ByteBuffer>();
        bytes.order(ByteOrder.LITTLE_ENDIAN).position(from);
        while (bytes.remaining() >= 8) {
            var name = new byte[4];
            bytes.get(name);
            var size = bytes.getInt();
            chunks.put(
                    new String(name, StandardCharsets.US_ASCII),
                    bytes.slice(bytes.position(), size).order(ByteOrder.LITTLE_ENDIAN));
            bytes.position(Math.min(bytes.limit(), bytes.position() + size + size % 2));
        }
        return chunks;
    }
}
