package org.ovalogin.core.vault;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a sealed text is and whose, so that it opens in its own place only: copied to another row
/// it is as good as broken.
///
/// @param purpose a word such as `pin` or `outbox`, which error messages name
/// @param owner what tells this one from others of the purpose, such as the mailbox's GUID; no part
///   has a NUL character
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

    /// The associated data: unlike for each unlike context.
    byte[] bytes() {
        var text = purpose + SEPARATOR + String.join(SEPARATOR, owner);
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
