package org.ovalogin.core.vault;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.pin.PinHasher;

/// The clear beginning of a stream under a passphrase: the inputs from which Argon2id derives the
/// key. Chunks in AES-256-GCM follow. Each has this header as associated data, and its nonce holds
/// the chunk's number and whether it is the last: "STREAM" of Hoang, Reyhanitabar, Rogaway and
/// Vizár, "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", CRYPTO 2015. The
/// salt is unique, so each key serves one stream.
final class StreamHeader {
    private static final byte[] MAGIC = "ova-login sealed 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int BYTES = MAGIC.length + 8 + PinHasher.SALT_BYTES;

    /// The most work done for a header, which an attacker may have written.
    private static final PinHasher.Cost MOST = new PinHasher.Cost(1024 * 1024, 16);

    static final int CHUNK_BYTES = 64 * 1024;
    static final int TAG_BYTES = 16;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;

    private final PinHasher.Cost cost;
    private final byte[] salt;

    StreamHeader(PinHasher.Cost cost, byte[] salt) {
        this.cost = cost;
        this.salt = salt.clone();
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .put(MAGIC)
                .putInt(cost.memoryKib())
                .putInt(cost.passes())
                .put(salt)
                .array();
    }

    /// Whether these are the first bytes of a sealed stream.
    static boolean begins(byte[] first) {
        return first.length >= MAGIC.length
                && Arrays.equals(first, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    static int magicBytes() {
        return MAGIC.length;
    }

    /// @throws VaultException if this is not a header, or it asks for too much work
    static StreamHeader read(InputStream in) throws IOException {
        var bytes = new DataInputStream(in).readNBytes(BYTES);
        if (bytes.length < BYTES || !begins(bytes))
            throw new VaultException("not sealed under a passphrase");
        var rest = ByteBuffer.wrap(bytes).position(MAGIC.length);
        var memory = rest.getInt();
        var passes = rest.getInt();
        if (memory < 8 || memory > MOST.memoryKib() || passes < 1 || passes > MOST.passes())
            throw new VaultException(
                    "the header asks for %d KiB and %d passes; allowed: up to %d and %d"
                            .formatted(memory, passes, MOST.memoryKib(), MOST.passes()));
        var salt = new byte[PinHasher.SALT_BYTES];
        rest.get(salt);
        return new StreamHeader(new PinHasher.Cost(memory, passes), salt);
    }

    SecretKey key(PinHasher hasher, Password passphrase) {
        var key = hasher.derive(passphrase, salt, cost, KEY_BYTES);
        try {
            return new SecretKeySpec(key, "AES");
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    Cipher cipher(int mode, SecretKey key, long number, boolean last)
            throws GeneralSecurityException {
        var nonce = ByteBuffer.allocate(NONCE_BYTES).putInt(last ? 1 : 0).putLong(number).array();
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(bytes());
        return cipher;
    }

    @Override
    public String toString() {
        return "StreamHeader[" + cost + "]";
    }
}
