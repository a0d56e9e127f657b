package org.ovalogin.core.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.pin.PinHasher;

/// Reads the output of [SealingStream]. Never returns data that was changed, moved or cut off: it
/// throws a [VaultException], as for a wrong passphrase. For one thread.
public final class OpeningStream extends InputStream {
    private final PushbackInputStream in;
    private final StreamHeader header;
    private final SecretKey key;
    private byte[] chunk = {};
    private int taken;
    private long number;
    private boolean last;

    /// @throws VaultException if the stream was not sealed in this way
    public OpeningStream(InputStream in, Password passphrase, PinHasher hasher) throws IOException {
        header = StreamHeader.read(in);
        key = header.key(hasher, passphrase);
        this.in = new PushbackInputStream(in);
    }

    /// Whether a sealed stream begins here. Reads only the bytes needed to tell.
    public static boolean sealed(InputStream beginning) throws IOException {
        return StreamHeader.begins(beginning.readNBytes(StreamHeader.magicBytes()));
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) return 0;
        while (taken == chunk.length) {
            if (last) return -1;
            open();
        }
        var next = Math.min(length, chunk.length - taken);
        System.arraycopy(chunk, taken, bytes, from, next);
        taken += next;
        return next;
    }

    private void open() throws IOException {
        var sealed = in.readNBytes(StreamHeader.CHUNK_BYTES + StreamHeader.TAG_BYTES);
        var following = in.read();
        last = following < 0;
        if (!last) in.unread(following);
        try {
            chunk = header.cipher(Cipher.DECRYPT_MODE, key, number++, last).doFinal(sealed);
            taken = 0;
        } catch (AEADBadTagException e) {
            throw new VaultException(
                    number == 1
                            ? "the passphrase is another one, or the file was changed"
                            : "the file was changed or cut off",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no AES-GCM", e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
