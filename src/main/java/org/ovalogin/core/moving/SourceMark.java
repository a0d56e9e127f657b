package org.ovalogin.core.moving;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A digest of each property of a box's owner, to tell at the next import which of them changed
/// there. The PIN is none of them.
record SourceMark(Map<Part, String> digests) {
    private static final int BYTES = 12;

    SourceMark {
        digests = Map.copyOf(digests);
    }

    enum Part {
        NAME("name"),
        ADDRESSES("addresses"),
        ALIASES("aliases"),
        LANGUAGE("language"),
        TIME_ZONE("time zone");

        private final String text;

        Part(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    static SourceMark of(BoxOwner owner) {
        var digests = new EnumMap<Part, String>(Part.class);
        digests.put(Part.NAME, digest(List.of(owner.name())));
        digests.put(Part.ADDRESSES, digest(owner.addresses()));
        digests.put(Part.ALIASES, digest(owner.aliases()));
        digests.put(Part.LANGUAGE, digest(owner.language().stream().toList()));
        digests.put(Part.TIME_ZONE, digest(owner.timeZone().stream().toList()));
        return new SourceMark(digests);
    }

    /// Reads [#text()]. A part that is missing has changed.
    static SourceMark read(String text) {
        var words = text.split(" ", -1);
        var parts = Part.values();
        var digests = new EnumMap<Part, String>(Part.class);
        for (var i = 0; i < Math.min(parts.length, words.length); i++)
            digests.put(parts[i], words[i]);
        return new SourceMark(digests);
    }

    String text() {
        return Arrays.stream(Part.values())
                .map(part -> digests.getOrDefault(part, ""))
                .collect(Collectors.joining(" "));
    }

    /// Properties that differ from the earlier ones.
    Set<Part> since(SourceMark before) {
        var changed = EnumSet.allOf(Part.class);
        changed.removeIf(
                part ->
                        digests.getOrDefault(part, "")
                                .equals(before.digests.getOrDefault(part, "-")));
        return changed;
    }

    private static String digest(List<String> texts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var text : texts) {
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Arrays.copyOf(digest.digest(), BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
