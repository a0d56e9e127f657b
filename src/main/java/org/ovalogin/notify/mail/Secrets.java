package org.ovalogin.notify.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds a password in a mail server's reply.
final class Secrets {
    /// A piece of Base64 long enough to hold a password.
    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/]{4,}={0,2}");

    private Secrets() {}

    /// Whether the words contain the password, in clear or in Base64 as PLAIN and LOGIN send it.
    static boolean in(String words, Optional<String> secret) {
        if (secret.isEmpty()) return false;
        return words.contains(secret.get())
                || ENCODED.matcher(words)
                        .results()
                        .anyMatch(piece -> decoded(piece.group()).contains(secret.get()));
    }

    private static String decoded(String piece) {
        try {
            return new String(Base64.getDecoder().decode(piece), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
