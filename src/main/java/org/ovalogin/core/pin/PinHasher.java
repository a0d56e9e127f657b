package org.ovalogin.core.pin;

import com.goterl.lazysodium.SodiumJava;
import com.goterl.lazysodium.utils.LibraryLoader;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
        /// OWASP's Password Storage Cheat Sheet lists five settings of about equal strength. The
        /// most memory comes first.
        public static final List<Cost> OWASP =
                List.of(mib(46, 1), mib(19, 2), mib(12, 3), mib(9, 4), mib(7, 5));

        /// The row that takes least processor time here. Each hash gets fresh pages from the
        /// kernel, so memory costs the server more than passes do.
        public static final Cost DEFAULT = OWASP.getLast();

        private static final Pattern FORM = Pattern.compile("(\\d{1,7}) ?(KiB|MiB|GiB)/(\\d{1,4})");
        private static final int KIB_PER_MIB = 1024;
        private static final int MOST_KIB = 256 * KIB_PER_MIB;
        private static final long MOST_WORK_KIB = KIB_PER_MIB * KIB_PER_MIB;

        /// @throws IllegalArgumentException naming the value found and the values allowed
        public Cost {
            Check.range(memoryKib, 8, 4 * 1024 * 1024, "memory in KiB");
            Check.range(passes, 1, 1000, "passes");
        }

        private static Cost mib(int mib, int passes) {
            return new Cost(mib * KIB_PER_MIB, passes);
        }

        /// Reads `7MiB/5`; empty if the text has another form.
        public static Optional<Cost> of(String text) {
            var parts = FORM.matcher(text);
            if (!parts.matches()) return Optional.empty();
            var unit =
                    switch (parts.group(2)) {
                        case "KiB" -> 1L;
                        case "MiB" -> KIB_PER_MIB;
                        default -> KIB_PER_MIB * KIB_PER_MIB;
                    };
            var kib = Long.parseLong(parts.group(1)) * unit;
            try {
                return Optional.of(
                        new Cost(Math.toIntExact(kib), Integer.parseInt(parts.group(3))));
            } catch (ArithmeticException | IllegalArgumentException _) {
                return Optional.empty();
            }
        }

        /// Whether it reaches one of [#OWASP]'s rows in both numbers, and keeps a hashing thread
        /// for no more than a second or so. A slip of the pen must not stop all sign-ins.
        public boolean isAllowed() {
            return memoryKib <= MOST_KIB
                    && (long) memoryKib * passes <= MOST_WORK_KIB
                    && OWASP.stream()
                            .anyMatch(row -> memoryKib >= row.memoryKib && passes >= row.passes);
        }

        /// The costs that the configuration and the database may have, in words.
        public static String allowed() {
            return OWASP.stream()
                    .map(Cost::toString)
                    .collect(
                            Collectors.joining(
                                    ", ",
                                    "in both numbers at least one of ",
                                    "; at most 256MiB, and memory times passes at most 1GiB"));
        }

        /// As [#of] reads it.
        @Override
        public String toString() {
            return memoryKib % KIB_PER_MIB == 0
                    ? memoryKib / KIB_PER_MIB + "MiB/" + passes
                    : memoryKib + "KiB/" + passes;
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

    /// Bytes of the hash in a PHC string.
    private static final int HASH_BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    public static final int SALT_BYTES = 16;

    private final SodiumJava sodium;
    private final Supplier<Cost> inForce;

    /// A hasher whose new hashes have [Cost#DEFAULT].
    public PinHasher() {
        this(Cost.DEFAULT);
    }

    /// @param cost of new hashes; weaker than [Cost#OWASP] in tests only
    public PinHasher(Cost cost) {
        this(() -> cost);
    }

    /// @param inForce the cost of the next hash; asked for each
    public PinHasher(Supplier<Cost> inForce) {
        this(inForce, library());
    }

    /// @param sodium the library
    PinHasher(Supplier<Cost> inForce, SodiumJava sodium) {
        this.inForce = inForce;
        this.sodium = sodium;
    }

    private static SodiumJava library() {
        var library = System.getProperty(LIBRARY);
        return library == null
                ? new SodiumJava(LibraryLoader.Mode.BUNDLED_ONLY)
                : new SodiumJava(library);
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

    /// The cost of new hashes.
    public Cost inForce() {
        return inForce.get();
    }

    /// The cost of that hash.
    ///
    /// @throws HashException if the text is no PHC string of Argon2id
    public static Cost cost(String phc) {
        var parameters = PHC.matcher(phc);
        if (!parameters.matches()) throw new HashException("not a PHC string of Argon2id");
        try {
            return new Cost(
                    Integer.parseInt(parameters.group(1)), Integer.parseInt(parameters.group(2)));
        } catch (IllegalArgumentException e) {
            throw new HashException("not a PHC string of Argon2id", e);
        }
    }

    /// Whether the hash is of another cost than new ones, cheaper or dearer.
    ///
    /// @throws HashException if the text is no PHC string of Argon2id
    public boolean outdated(String phc) {
        return !cost(phc).equals(inForce());
    }

    /// A hash of that cost that nothing matches. Salt and hash are random, so making it takes no
    /// time. A comparison with it takes as long as with another hash of the cost.
    static String decoy(Cost cost) {
        return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
                .formatted(cost.memoryKib(), cost.passes(), random(SALT_BYTES), random(HASH_BYTES));
    }

    private static String random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return BASE64.encodeToString(bytes);
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
        var cost = inForce();
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
