package org.ovalogin.core.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// Encrypts the secrets that the database keeps but must not know, with AES-256-GCM. A sealed text
/// reads `v1:<key id>:<base64url of nonce, ciphertext and tag>`. Thread-safe.
///
/// Nonces are 96 random bits. NIST SP 800-38D, section 8.3, allows 2^32 texts under one key: a new
/// PIN every second for 136 years.
public final class Vault {
    private static final String VERSION = "v1";
    private static final Pattern SEALED =
            Pattern.compile(VERSION + ":([A-Za-z0-9_-]{1,32}):([A-Za-z0-9_-]+)");
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int MARK_BYTES = 16;

    private final VaultKeys keys;
    private final Map<String, SecretKey> sealing = new ConcurrentHashMap<>();

    /// By id of the key, to be copied for each mark. Setting one up takes longer than a mark.
    private final Map<String, Mac> marking = new ConcurrentHashMap<>();

    /// Ciphers that nobody is using. Looking one up takes longer than opening a text.
    private final Queue<Cipher> idle = new ConcurrentLinkedQueue<>();

    private final SecureRandom random = new SecureRandom();

    public Vault(VaultKeys keys) {
        this.keys = keys;
    }

    /// @param active the key that seals
    /// @param former keys that open older texts; may include the active one
    /// @throws IllegalArgumentException if two keys share an id
    public Vault(VaultKey active, Collection<VaultKey> former) {
        this(VaultKeys.fixed(active, former));
    }

    /// The beginning of every text sealed under that key.
    public static String prefix(String id) {
        return VERSION + ":" + id + ":";
    }

    /// @throws VaultException if the key in use is not here
    public String seal(String plain, VaultContext context) {
        var id = keys.inUse();
        var key = sealingKey(id, context);
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var bytes = plain.getBytes(StandardCharsets.UTF_8);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, key, ByteBuffer.wrap(nonce), context);
            var sealed = ByteBuffer.allocate(NONCE_BYTES + bytes.length + TAG_BYTES).put(nonce);
            cipher.doFinal(ByteBuffer.wrap(bytes), sealed);
            idle.add(cipher);
            var text = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.array());
            return prefix(id) + text;
        } catch (GeneralSecurityException e) {
            throw failed("seal", context, id, "this JDK can't", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// The plain text, whichever key of this vault sealed it.
    ///
    /// @throws VaultException if the text was sealed for another context or under a missing key,
    ///   was changed, or is not a sealed text at all
    public String open(String sealed, VaultContext context) {
        var parts = SEALED.matcher(sealed);
        if (!parts.matches()) {
            throw new VaultException("%s: not a sealed text".formatted(context.purpose()));
        }
        var id = parts.group(1);
        var key = sealingKey(id, context);
        var bytes = new byte[0];
        try {
            var content = ByteBuffer.wrap(Base64.getUrlDecoder().decode(parts.group(2)));
            if (content.remaining() < NONCE_BYTES + TAG_BYTES) throw new AEADBadTagException();
            var cipher = cipher(Cipher.DECRYPT_MODE, key, content, context);
            bytes = cipher.doFinal(content.array(), NONCE_BYTES, content.remaining());
            idle.add(cipher);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (AEADBadTagException | IllegalArgumentException e) {
            throw failed("open", context, id, "changed, or sealed for something else", e);
        } catch (GeneralSecurityException e) {
            throw failed("open", context, id, "this JDK can't", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// A pseudonym of 32 hexadecimal digits. Equal texts have equal marks under one key, and
    /// different marks under different keys. Without the key a mark reveals only that the same text
    /// came again.
    ///
    /// @throws VaultException if the key in use is not here
    public String mark(String text, VaultContext context) {
        return mark(keys.inUse(), text, context);
    }

    /// The mark that [#mark(String, VaultContext)] makes while the key of this id is in use.
    public String mark(String id, String text, VaultContext context) {
        var mac = copy(marking.computeIfAbsent(id, _ -> marking(key(id, context))));
        mac.update(context.bytes());
        var mark = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(mark, 0, MARK_BYTES);
    }

    private static Mac marking(VaultKey key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key.markingKey());
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HmacSHA256", e);
        }
    }

    private static Mac copy(Mac mac) {
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this JDK can't copy its HmacSHA256", e);
        }
    }

    private SecretKey sealingKey(String id, VaultContext context) {
        return sealing.computeIfAbsent(id, _ -> key(id, context).sealingKey());
    }

    private VaultKey key(String id, VaultContext context) {
        return keys.find(id)
                .orElseThrow(
                        () ->
                                new VaultException(
                                        "%s: sealed under key '%s', which is not here"
                                                .formatted(context.purpose(), id)));
    }

    /// Reads the nonce from the front of `content`. For one use; goes back to the idle ones after a
    /// success, never after a failure, which may leave it in any state. The associated data need
    /// not contain the key's id, since the key itself is derived with it.
    private Cipher cipher(int mode, SecretKey key, ByteBuffer content, VaultContext context)
            throws GeneralSecurityException {
        var nonce = new byte[NONCE_BYTES];
        content.get(nonce);
        var unused = idle.poll();
        var cipher = unused == null ? Cipher.getInstance("AES/GCM/NoPadding") : unused;
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(context.bytes());
        return cipher;
    }

    private static VaultException failed(
            String verb, VaultContext context, String id, String why, Exception cause) {
        return new VaultException(
                "%s: key '%s' does not %s it: %s".formatted(context.purpose(), id, verb, why),
                cause);
    }

    @Override
    public String toString() {
        return "Vault[" + keys.inUse() + "]";
    }
}
