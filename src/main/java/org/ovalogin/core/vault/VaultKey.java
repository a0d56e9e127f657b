package org.ovalogin.core.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A key of the vault: 32 secret bytes under a public id. The bytes themselves encrypt nothing;
/// each use has its own derived key (HKDF, RFC 5869, the expanding half, since they are already
/// random).
public final class VaultKey {
    public static final int SECRET_BYTES = 32;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final int CHECK_BYTES = 16;

    private final String id;
    private final SecretKey secret;

    /// @param id 1 to 32 letters, digits, `_`, `-`
    /// @param secret [#SECRET_BYTES] bytes; copied
    /// @throws IllegalArgumentException if either has another shape
    public VaultKey(String id, byte[] secret) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("key id '%s', allowed: %s".formatted(id, ID));
        }
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "key '%s' has %d bytes, allowed: %d"
                            .formatted(id, secret.length, SECRET_BYTES));
        }
        this.id = id;
        this.secret = new SecretKeySpec(secret, "HKDF");
    }

    public static VaultKey generate(SecureRandom random) {
        var id = new byte[4];
        random.nextBytes(id);
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        try {
            return new VaultKey(HexFormat.of().formatHex(id), secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    public String id() {
        return id;
    }

    /// The secret, only for the key file. The caller wipes it.
    public byte[] secret() {
        return secret.getEncoded();
    }

    /// Tells whether two keys of the same id are equal, and reveals nothing else. Kept beside
    /// sealed texts, so that a foreign key is noticed before it is used.
    public String checkValue() {
        var value = derive("check", "Generic", CHECK_BYTES).getEncoded();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    SecretKey sealingKey() {
        return derive("seal", "AES", SECRET_BYTES);
    }

    SecretKey markingKey() {
        return derive("mark", "HmacSHA256", SECRET_BYTES);
    }

    private SecretKey derive(String use, String algorithm, int bytes) {
        var info = "ova-login v1 " + use + " " + id;
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.expandOnly(
                                    secret, info.getBytes(StandardCharsets.US_ASCII), bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HKDF-SHA256", e);
        }
    }

    @Override
    public String toString() {
        return "VaultKey[" + id + "]";
    }
}
