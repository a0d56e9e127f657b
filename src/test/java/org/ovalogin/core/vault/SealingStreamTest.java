package org.ovalogin.core.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.pin.PinHasher;

class SealingStreamTest {
    private static final PinHasher.Cost CHEAP = new PinHasher.Cost(8, 1);
    private static final PinHasher HASHER = new PinHasher(CHEAP);
    private static final Password PASSPHRASE = Password.of("correct horse battery");
    private static final int CHUNK = StreamHeader.CHUNK_BYTES;
    private static final int SEALED_CHUNK = CHUNK + StreamHeader.TAG_BYTES;
    private static final int HEADER =
            new StreamHeader(CHEAP, new byte[PinHasher.SALT_BYTES]).bytes().length;

    private static byte[] plain(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] sealed(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var sealing = new SealingStream(out, PASSPHRASE, HASHER, CHEAP)) {
            sealing.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] opened(byte[] sealed, Password passphrase) throws IOException {
        try (var in = new OpeningStream(new ByteArrayInputStream(sealed), passphrase, HASHER)) {
            return in.readAllBytes();
        }
    }

    private static void assertDoesNotOpen(byte[] sealed) {
        assertThatThrownBy(() -> opened(sealed, PASSPHRASE)).isInstanceOf(VaultException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7})
    void whatWasSealedOpens(int length) throws IOException {
        var plain = plain(length);
        var sealed = sealed(plain);
        assertThat(opened(sealed, PASSPHRASE)).isEqualTo(plain);
        assertThat(OpeningStream.sealed(new ByteArrayInputStream(sealed))).isTrue();
        assertThat(OpeningStream.sealed(new ByteArrayInputStream(plain))).isFalse();
        var chunks = Math.max(1, (length + CHUNK - 1) / CHUNK);
        assertThat(sealed).hasSize(HEADER + length + chunks * StreamHeader.TAG_BYTES);
    }

    @Test
    void anotherPassphraseDoesNotOpenIt() throws IOException {
        var sealed = sealed(plain(100));
        assertThatThrownBy(() -> opened(sealed, Password.of("correct horse batterz")))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("passphrase");
    }

    @Test
    void everyFlippedByteOfHeaderAndChunksIsNoticed() throws IOException {
        var sealed = sealed(plain(40));
        for (var i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertDoesNotOpen(changed);
        }
    }

    @Test
    void whatIsCutOffOrLengthenedIsNoticed() throws IOException {
        var sealed = sealed(plain(3 * CHUNK));
        for (var length :
                new int[] {
                    0,
                    HEADER - 1,
                    HEADER,
                    HEADER + SEALED_CHUNK,
                    HEADER + 2 * SEALED_CHUNK,
                    sealed.length - 1
                }) assertDoesNotOpen(Arrays.copyOf(sealed, length));
        assertDoesNotOpen(Arrays.copyOf(sealed, sealed.length + 1));
    }

    @Test
    void chunksThatChangedPlacesAreNoticed() throws IOException {
        var sealed = sealed(plain(3 * CHUNK));
        var swapped = sealed.clone();
        System.arraycopy(sealed, HEADER, swapped, HEADER + SEALED_CHUNK, SEALED_CHUNK);
        System.arraycopy(sealed, HEADER + SEALED_CHUNK, swapped, HEADER, SEALED_CHUNK);
        assertDoesNotOpen(swapped);
    }

    @Test
    void nothingIsHandedOnThatWasNotWritten() throws IOException {
        var sealed = sealed(plain(2 * CHUNK));
        sealed[HEADER + SEALED_CHUNK + 9] ^= 1;
        try (var in = new OpeningStream(new ByteArrayInputStream(sealed), PASSPHRASE, HASHER)) {
            assertThat(in.readNBytes(CHUNK)).isEqualTo(Arrays.copyOf(plain(2 * CHUNK), CHUNK));
            assertThatThrownBy(in::read).isInstanceOf(VaultException.class);
        }
    }

    @Test
    void theSameIsNeverSealedTheSameWayTwice() throws IOException {
        assertThat(sealed(plain(10))).isNotEqualTo(sealed(plain(10)));
    }

    @Test
    void aHeaderThatAsksForTooMuchWorkIsRefused() {
        var greedy = new PinHasher.Cost(4 * 1024 * 1024, 1000);
        var header = new StreamHeader(greedy, new byte[PinHasher.SALT_BYTES]).bytes();
        assertThatThrownBy(() -> opened(Arrays.copyOf(header, header.length + 32), PASSPHRASE))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("allowed");
    }

    /// libsodium's own PHC strings are the reference.
    @Test
    void theKeyIsArgon2idOfThePassphrase() {
        var phc = HASHER.hash(PASSPHRASE).split("\\$", -1);
        var salt = Base64.getDecoder().decode(phc[4]);
        var key = HASHER.derive(PASSPHRASE, salt, CHEAP, 32);
        assertThat(key).isEqualTo(Base64.getDecoder().decode(phc[5]));
    }

    @Test
    void aGuessAtThePassphraseIsDear() {
        assertThat(SealingStream.COST.memoryKib()).isGreaterThanOrEqualTo(256 * 1024);
        assertThat(SealingStream.COST.passes()).isGreaterThanOrEqualTo(3);
    }
}
