package org.ovalogin.core.vault;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// The purpose and owner of a sealed text. The text opens in its own place only: copied to another
/// row, it is useless.
///
/// @param purpose a word such as `pin` or `outbox`, named in error messages
/// @param owner distinguishes texts of one purpose, such as the mailbox's GUID; no part has a NUL
///   character
public record VaultContext(String purpose, List<String> owner) {
    private static final String SEPARATOR = "\0";

    public VaultContext {
        owner = List.copyOf(owner);
        if (purpose.contains(SEPARATOR) || owner.stream().anyMatch(s -> s.contains(SEPARATOR))) {
            throw new IllegalArgumentException("NUL in the context of a sealed text");
        }
    }

    public static VaultContext of(String purpose, String... owner) {
        return new VaultContext(purpose, List.of(owner));
    }

    /// The associated data, different for each context.
    byte[] bytes() {
        var text = purpose + SEPARATOR + String.join(SEPARATOR, owner);
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
