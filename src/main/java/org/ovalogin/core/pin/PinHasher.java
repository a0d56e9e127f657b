package org.ovalogin.core.pin;

import com.goterl.lazysodium.SodiumJava;
import com.goterl.lazysodium.utils.LibraryLoader;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.ovalogin.core.input.Check;

/// Hashes PINs and passwords with Argon2id (RFC 9106), by libsodium: version 1.3, one lane, a
/// random salt of 16 bytes, written as a PHC string. Each call takes the cost's memory and tens of
/// milliseconds of processor; [HashQueue] keeps this load away from the calls. Thread-safe.
public final class PinHasher {
    /// The work that one guess costs.
    ///
    /// @param memoryKib from 8
    /// @param passes from 1
    public record Cost(int memoryKib, int passes) {
        /// 19 MiB and two passes: OWASP's Password Storage Cheat Sheet.
        public static final Cost OWASP = new Cost(19 * 1024, 2);

        /// @throws IllegalArgumentException naming the value found and the values allowed
        public Cost {
            Check.range(memoryKib, 8, 4 * 1024 * 1024, "memory in KiB");
            Check.range(passes, 1, 1000, "passes");
        }
    }

    /// System property with the path of libsodium; without it the Java library unpacks its own
    /// copy.
    public static final String LIBRARY = "ova.sodium";

    private static final Pattern PHC =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,9}),p=\\d{1,3}\\$[A-Za-z0-9+/]+\\$[A-Za-z0-9+/]+");

    /// `crypto_pwhash_STRBYTES`, with the final zero.
    private static final int PHC_BYTES = 128;

    /// `errno` if the hash was computed and differs. No other failure of libsodium's
    /// `crypto_pwhash_argon2id_str_verify` sets it.
    private static final int EINVAL = 22;

    /// `crypto_pwhash_ALG_ARGON2ID13`, whose salts have 16 bytes.
    private static final int ARGON2ID13 = 2;

    public static final int SALT_BYTES = 16;

    private final SodiumJava sodium;
    private final Cost cost;
    private final String decoy;

    public PinHasher() {
        this(Cost.OWASP);
    }

    /// @param cost of new hashes; lower than [Cost#OWASP] in tests only
    public PinHasher(Cost cost) {
        var library = System.getProperty(LIBRARY);
        this.sodium =
                library == null
                        ? new SodiumJava(LibraryLoader.Mode.BUNDLED_ONLY)
                        : new SodiumJava(library);
        this.cost = cost;
        var nobodyKnows = new byte[32];
        new SecureRandom().nextBytes(nobodyKnows);
        this.decoy = hash(nobodyKnows);
    }

    /// The PHC string of the secret under a new salt.
    ///
    /// @throws HashException if memory is short
    public String hash(Secret secret) {
        return hash(secret.bytes());
    }

    /// Whether the hash is the secret's, at any cost.
    ///
    /// @throws HashException if the text is no PHC string of Argon2id, or memory is short
    public boolean matches(String phc, Secret secret) {
        return matches(phc, secret.bytes());
    }

    /// Whether the hash cost less memory or fewer passes than one made today.
    ///
    /// @throws HashException if the text is no PHC string of Argon2id
    public boolean outdated(String phc) {
        var parameters = PHC.matcher(phc);
        if (!parameters.matches()) throw new HashException("not a PHC string of Argon2id");
        return Integer.parseInt(parameters.group(1)) < cost.memoryKib()
                || Integer.parseInt(parameters.group(2)) < cost.passes();
    }

    /// A hash of today's cost that nothing matches. A comparison with it takes as long as with a
    /// mailbox's hash, so time does not tell that there is no mailbox.
    public String decoy() {
        return decoy;
    }

    /// Derives a key from a passphrase; the same for the same secret, salt and cost.
    ///
    /// @param salt [#SALT_BYTES]
    /// @throws HashException if memory is short
    public byte[] derive(Secret secret, byte[] salt, Cost cost, int length) {
        var bytes = secret.bytes();
        var key = new byte[length];
        var memory = new NativeLong(cost.memoryKib() * 1024L);
        try {
            if (sodium.crypto_pwhash(
                            key,
                            length,
                            bytes,
                            bytes.length,
                            salt,
                            cost.passes(),
                            memory,
                            ARGON2ID13)
                    != 0) {
                throw new HashException(
                        "no key: libsodium could not use %d KiB".formatted(cost.memoryKib()));
            }
            return key;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// Wipes the secret.
    String hash(byte[] secret) {
        var phc = new byte[PHC_BYTES];
        var memory = new NativeLong(cost.memoryKib() * 1024L);
        try {
            if (sodium.crypto_pwhash_str(phc, secret, secret.length, cost.passes(), memory) != 0) {
                throw new HashException(
                        "no hash: libsodium could not use %d KiB".formatted(cost.memoryKib()));
            }
            return Native.toString(phc, StandardCharsets.US_ASCII);
        } finally {
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(phc, (byte) 0);
        }
    }

    /// Wipes the secret.
    boolean matches(String phc, byte[] secret) {
        var text = Native.toByteArray(phc, StandardCharsets.US_ASCII);
        try {
            if (!PHC.matcher(phc).matches()) {
                throw new HashException("not a PHC string of Argon2id");
            }
            Native.setLastError(0);
            var same = sodium.crypto_pwhash_str_verify(text, secret, secret.length) == 0;
            if (!same && Native.getLastError() != EINVAL) {
                throw new HashException("not compared: libsodium could not compute the hash");
            }
            return same;
        } finally {
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(text, (byte) 0);
        }
    }
}
