package org.ovalogin.storage.backup;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Shows whether two tables hold the same rows, in whatever order: their number, and the sum of
/// their SHA-256 digests. Detects accidents only; an attacker who can choose rows can choose their
/// sum.
final class TableDigest {
    private static final int BYTES = 32;
    private static final BigInteger ALL = BigInteger.ONE.shiftLeft(8 * BYTES);

    private final MessageDigest sha256 = sha256();
    private BigInteger sum = BigInteger.ZERO;
    private long rows;

    /// @param digest 64 hexadecimal digits
    record Sum(long rows, String digest) {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    /// @param values texts, whole numbers, bytes or null, in the order of the columns' names
    void add(@Nullable Object[] values) {
        for (var value : values) add(value);
        sum = sum.add(new BigInteger(1, sha256.digest())).mod(ALL);
        rows++;
    }

    /// Hashes kind, length and content, so that no two rows look the same.
    private void add(@Nullable Object value) {
        switch (value) {
            case null -> tell('0', new byte[0]);
            case Long number -> tell('n', ByteBuffer.allocate(8).putLong(number).array());
            case String text -> tell('t', text.getBytes(StandardCharsets.UTF_8));
            case byte[] bytes -> tell('b', bytes);
            default -> throw new IllegalArgumentException("a " + value.getClass());
        }
    }

    private void tell(char kind, byte[] content) {
        sha256.update(ByteBuffer.allocate(5).put((byte) kind).putInt(content.length).array());
        sha256.update(content);
    }

    long rows() {
        return rows;
    }

    Sum sum() {
        var digest = new byte[BYTES];
        var bytes = sum.toByteArray();
        for (var i = 1; i <= Math.min(BYTES, bytes.length); i++)
            digest[BYTES - i] = bytes[bytes.length - i];
        return new Sum(rows, HexFormat.of().formatHex(digest));
    }
}
