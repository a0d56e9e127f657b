package org.ovalogin.core.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {
    private static final String SECRET = "739205";
    private static final VaultContext HERE = VaultContext.of("pin", "b2c0f0b6");
    private static final VaultKey KEY = VaultKey.generate(new SecureRandom());

    private static final Vault VAULT = new Vault(KEY, List.of());

    private static byte[] bytes(int of) {
        var bytes = new byte[VaultKey.SECRET_BYTES];
        Arrays.fill(bytes, (byte) of);
        return bytes;
    }

    @Property
    void whatIsSealedOpensInItsContext(@ForAll String plain, @ForAll String owner) {
        var context = VaultContext.of("pin", owner.replace('\0', ' '));

        // a lone surrogate is no text
        var text = new String(plain.getBytes(UTF_8), UTF_8);
        assertThat(VAULT.open(VAULT.seal(text, context), context)).isEqualTo(text);
    }

    /// 12 bytes of nonce, 6 of ciphertext, 16 of tag.
    @Property
    void anyFlippedBitIsNoticed(@ForAll @IntRange(min = 0, max = 34 * 8 - 1) int bit) {
        var sealed = VAULT.seal(SECRET, HERE);
        var head = sealed.substring(0, sealed.lastIndexOf(':') + 1);
        var bytes = Base64.getUrlDecoder().decode(sealed.substring(head.length()));
        assertThat(bytes).hasSize(34);
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        var changed = head + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

        assertThatExceptionOfType(VaultException.class).isThrownBy(() -> VAULT.open(changed, HERE));
    }

    @Property
    void anythingCutOffIsNoticed(@ForAll @IntRange(min = 1, max = 45) int characters) {
        var sealed = VAULT.seal(SECRET, HERE);
        var shorter = sealed.substring(0, sealed.length() - characters);

        assertThatExceptionOfType(VaultException.class).isThrownBy(() -> VAULT.open(shorter, HERE));
    }

    @Test
    void manyThreadsAtOnceDisturbNobodyNorDoFailures() throws Exception {
        var mark = VAULT.mark(SECRET, HERE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var works = new ArrayList<Future<?>>();
            for (var i = 0; i < 1000; i++) {
                var plain = SECRET + i;
                var here = VaultContext.of("pin", "owner" + i);
                works.add(
                        threads.submit(
                                () -> {
                                    var sealed = VAULT.seal(plain, here);
                                    assertThatExceptionOfType(VaultException.class)
                                            .isThrownBy(() -> VAULT.open(sealed, HERE));
                                    assertThat(VAULT.open(sealed, here)).isEqualTo(plain);
                                    assertThat(VAULT.mark(SECRET, HERE)).isEqualTo(mark);
                                }));
            }
            for (var work : works) work.get();
        }
    }

    @Test
    void sealedTextNamesItsKeyAndNothingElse() {
        assertThat(VAULT.seal(SECRET, HERE))
                .matches("v1:" + KEY.id() + ":[A-Za-z0-9_-]{46}")
                .doesNotContain(SECRET);
    }

    @Test
    void sameTextIsSealedDifferentlyEachTime() {
        assertThat(VAULT.seal(SECRET, HERE)).isNotEqualTo(VAULT.seal(SECRET, HERE));
    }

    @Nested
    class Context {
        @Test
        void otherPurposeOrOwnerDoesNotOpen() {
            var sealed =
                    VAULT.seal(SECRET, VaultContext.of("outbox", "17", "b2c0f0b6", "a@b.example"));

            assertThat(
                            List.of(
                                    VaultContext.of("pin", "17", "b2c0f0b6", "a@b.example"),
                                    VaultContext.of("outbox", "18", "b2c0f0b6", "a@b.example"),
                                    VaultContext.of("outbox", "17", "b2c0f0b7", "a@b.example"),
                                    VaultContext.of("outbox", "17", "b2c0f0b6", "c@b.example"),
                                    VaultContext.of("outbox", "17", "b2c0f0b6"),
                                    VaultContext.of("outbox", "17b2c0f0b6", "a@b.example"),
                                    VaultContext.of("outbox1", "7", "b2c0f0b6", "a@b.example"),
                                    VaultContext.of("outbox")))
                    .allSatisfy(
                            context ->
                                    assertThatExceptionOfType(VaultException.class)
                                            .isThrownBy(() -> VAULT.open(sealed, context))
                                            .withMessage(
                                                    "%s: key '%s' does not open it: changed, or sealed for something else",
                                                    context.purpose(), KEY.id()));
        }

        @Test
        void boundaryBetweenOwnersCannotBeForged() {
            assertThatIllegalArgumentException().isThrownBy(() -> VaultContext.of("pin", "a\0b"));
            assertThatIllegalArgumentException().isThrownBy(() -> VaultContext.of("pin\0a", "b"));
        }
    }

    @Nested
    class Keys {
        @Test
        void formerKeyStillOpensAndTheActiveOneSeals() {
            var sealedBefore = VAULT.seal(SECRET, HERE);
            var next = VaultKey.generate(new SecureRandom());
            var rotated = new Vault(next, List.of(KEY));

            assertThat(rotated.open(sealedBefore, HERE)).isEqualTo(SECRET);
            assertThat(rotated.seal(SECRET, HERE)).startsWith("v1:" + next.id() + ":");
        }

        @Test
        void foreignKeyIsNamed() {
            var foreign = new Vault(new VaultKey("foreign", bytes(1)), List.of());

            assertThatExceptionOfType(VaultException.class)
                    .isThrownBy(() -> VAULT.open(foreign.seal(SECRET, HERE), HERE))
                    .withMessage("pin: sealed under key 'foreign', which is not here");
        }

        @Test
        void otherKeyOfTheSameIdDoesNotOpen() {
            var impostor = new Vault(new VaultKey(KEY.id(), bytes(1)), List.of());

            assertThatExceptionOfType(VaultException.class)
                    .isThrownBy(() -> impostor.open(VAULT.seal(SECRET, HERE), HERE));
        }

        @Test
        void twoKeysOfOneIdAreRefused() {
            var one = new VaultKey("same", bytes(1));
            var two = new VaultKey("same", bytes(2));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Vault(one, List.of(two)))
                    .withMessage("two keys with the id 'same'");
            assertThat(
                            new Vault(one, List.of(one))
                                    .open(new Vault(one, List.of()).seal("x", HERE), HERE))
                    .isEqualTo("x");
        }

        @Test
        void checkValueIsTheSameForTheSameKeyOnly() {
            var key = new VaultKey("k", bytes(1));

            assertThat(key.checkValue())
                    .isEqualTo(new VaultKey("k", bytes(1)).checkValue())
                    .isNotEqualTo(new VaultKey("k", bytes(2)).checkValue())
                    .isNotEqualTo(new VaultKey("l", bytes(1)).checkValue())
                    .matches("[A-Za-z0-9_-]{22}");
        }

        @Test
        void keyReadBackFromItsFileIsTheSame() {
            assertThat(new VaultKey(KEY.id(), KEY.secret()).checkValue())
                    .isEqualTo(KEY.checkValue());
        }

        @Test
        void generatedKeysDiffer() {
            var other = VaultKey.generate(new SecureRandom());

            assertThat(other.id()).isNotEqualTo(KEY.id()).matches("[0-9a-f]{8}");
            assertThat(other.secret()).isNotEqualTo(KEY.secret()).hasSize(32);
        }

        @Test
        void secretOfAnotherLengthOrIdOfAnotherShapeIsRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new VaultKey("k", new byte[16]))
                    .withMessage("key 'k' has 16 bytes, allowed: 32");
            assertThatIllegalArgumentException().isThrownBy(() -> new VaultKey("", bytes(1)));
            assertThatIllegalArgumentException().isThrownBy(() -> new VaultKey("a:b", bytes(1)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "739205", "v1:", "v1::AAAA", "v2:k:AAAA", "v1:k:A A", "v1:k"})
    void textThatWasNeverSealedIsAnError(String text) {
        assertThatExceptionOfType(VaultException.class)
                .isThrownBy(() -> VAULT.open(text, HERE))
                .withMessage("pin: not a sealed text");
    }

    @Test
    void neitherKeyNorVaultPrintsItsSecret() {
        assertThat(KEY).hasToString("VaultKey[" + KEY.id() + "]");
        assertThat(VAULT).hasToString("Vault[" + KEY.id() + "]");
    }

    @Nested
    class Mark {
        @Test
        void isTheSameForTheSameTextUnderTheSameKeyOnly() {
            var mark = VAULT.mark(SECRET, HERE);
            assertThat(mark).matches("[0-9a-f]{32}");
            assertThat(new Vault(KEY, List.of()).mark(SECRET, HERE)).isEqualTo(mark);
            assertThat(VAULT.mark("739206", HERE)).isNotEqualTo(mark);
            assertThat(VAULT.mark(SECRET, VaultContext.of("pin", "another"))).isNotEqualTo(mark);
            var other = new Vault(VaultKey.generate(new SecureRandom()), List.of(KEY));
            assertThat(other.mark(SECRET, HERE)).isNotEqualTo(mark);
        }
    }
}
