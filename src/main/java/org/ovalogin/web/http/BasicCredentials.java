package org.ovalogin.web.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.ovalogin.core.pin.Password;

/// Name and password in an `Authorization` header (RFC 7617). Closing it wipes the password; the
/// HTTP library's text of the header stays in memory until it is collected.
public final class BasicCredentials implements AutoCloseable {
    private final String name;
    private final Password password;

    private BasicCredentials(String name, Password password) {
        this.name = name;
        this.password = password;
    }

    /// Empty for any other form.
    ///
    /// @param encoded the header's value after `Basic`
    public static Optional<BasicCredentials> of(String encoded) {
        var bytes = new byte[0];
        var pair = CharBuffer.allocate(0);
        try {
            bytes = Base64.getDecoder().decode(encoded);
            pair = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return of(pair);
        } catch (IllegalArgumentException | CharacterCodingException _) {
            return Optional.empty();
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(pair.array(), ' ');
        }
    }

    private static Optional<BasicCredentials> of(CharBuffer pair) {
        var colon = 0;
        while (colon < pair.length() && pair.charAt(colon) != ':') colon++;
        if (colon == pair.length()) return Optional.empty();
        var typed = new char[pair.length() - colon - 1];
        pair.get(colon + 1, typed);
        try {
            var name = pair.subSequence(0, colon).toString();
            return Optional.of(new BasicCredentials(name, Password.of(typed)));
        } finally {
            Arrays.fill(typed, ' ');
        }
    }

    public String name() {
        return name;
    }

    public Password password() {
        return password;
    }

    @Override
    public void close() {
        password.close();
    }
}
