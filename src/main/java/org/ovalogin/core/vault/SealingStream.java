package org.ovalogin.core.vault;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.pin.PinHasher;

/// Encrypts a stream under a passphrase, for [OpeningStream] to read. Only [#close] completes it: a
/// stream cut off earlier does not open to its end. For one thread.
public final class SealingStream extends OutputStream {
    /// libsodium's `MODERATE`, 0.7 s of one core. Sealed files may lie around for years, and a key
    /// inside is worth more than one PIN.
    public static final PinHasher.Cost COST = new PinHasher.Cost(256 * 1024, 3);

    private final OutputStream out;
    private final StreamHeader header;
    private final SecretKey key;
    private final byte[] chunk = new byte[StreamHeader.CHUNK_BYTES];
    private int filled;
    private long number;
    private boolean closed;

    public SealingStream(OutputStream out, Password passphrase, PinHasher hasher)
            throws IOException {
        this(out, passphrase, hasher, COST);
    }

    /// @param cost lower than [#COST] in tests only
    SealingStream(OutputStream out, Password passphrase, PinHasher hasher, PinHasher.Cost cost)
            throws IOException {
        var salt = new byte[PinHasher.SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        this.out = out;
        header = new StreamHeader(cost, salt);
        key = header.key(hasher, passphrase);
        out.write(header.bytes());
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        for (var done = 0; done < length; ) {
            if (filled == chunk.length) seal(false);
            var next = Math.min(length - done, chunk.length - filled);
            System.arraycopy(bytes, from + done, chunk, filled, next);
            filled += next;
            done += next;
        }
    }

    private void seal(boolean last) throws IOException {
        try {
            var cipher = header.cipher(Cipher.ENCRYPT_MODE, key, number++, last);
            out.write(cipher.doFinal(chunk, 0, filled));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no AES-GCM", e);
        }
        Arrays.fill(chunk, (byte) 0);
        filled = 0;
    }

    @Override
    public void close() throws IOException {
        if (closed) return;
        closed = true;
        try (out) {
            seal(true);
        }
    }
}
