package org.ovalogin.core.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.pin.PinHasher.Cost;

class PinHasherTest {
    private static final Pin PIN = Pin.of("739205").orElseThrow();
    private static final Pin OTHER = Pin.of("739206").orElseThrow();

    private static final PinHasher HASHER = new PinHasher();
    private static final PinHasher CHEAP = new PinHasher(new Cost(8, 1));

    @Test
    void hashIsOfTheCostThatOwaspAsksFor() {
        assertThat(HASHER.hash(PIN))
                .matches(
                        "\\$argon2id\\$v=19\\$m=7168,t=5,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    }

    @Test
    void rightPinMatchesAndAnyOtherDoesNot() {
        var phc = CHEAP.hash(PIN);

        assertThat(CHEAP.matches(phc, PIN)).isTrue();
        assertThat(CHEAP.matches(phc, OTHER)).isFalse();
        assertThat(CHEAP.matches(phc, Pin.of("7392050").orElseThrow())).isFalse();
        assertThat(CHEAP.matches(phc, Pin.of("73920").orElseThrow())).isFalse();
    }

    @Test
    void samePinHashesDifferentlyEachTime() {
        assertThat(CHEAP.hash(PIN)).isNotEqualTo(CHEAP.hash(PIN));
    }

    @Test
    void hashOfOtherCostIsMatchedByItsOwn() {
        assertThat(HASHER.matches(CHEAP.hash(PIN), PIN)).isTrue();
        assertThat(CHEAP.matches(HASHER.hash(PIN), PIN)).isTrue();
    }

    @Test
    void secretBytesAreWiped() {
        var forHash = "739205".getBytes(StandardCharsets.US_ASCII);
        var forMatch = "739205".getBytes(StandardCharsets.US_ASCII);

        var phc = CHEAP.hash(forHash);

        assertThat(CHEAP.matches(phc, forMatch)).isTrue();
        assertThat(forHash).containsOnly(0);
        assertThat(forMatch).containsOnly(0);
    }

    @Nested
    class HashesOfOthers {
        /// The first is in the test programme of the reference implementation (phc-winner-argon2,
        /// src/test.c); the others were made with that implementation through argon2-cffi 23.1.
        @ParameterizedTest
        @CsvSource(
                delimiter = ' ',
                value = {
                    "password $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                    "135790 $argon2id$v=19$m=19456,t=2,p=1$b3ZhLWxvZ2luJ3Mgc2FsdA$mPqRQmUhxXw+FRVS8YRd7nBFPg94juLycL6+VDYBKe8",
                    "1357902468 $argon2id$v=19$m=8192,t=1,p=1$YW5vdGhlciAxNiBzYWx0cw$50hffRqu04OfGg1dI15B8AWDbRGD2HDolZk6GqQdluo",
                    "135790 $argon2id$v=19$m=4096,t=3,p=4$c29tZXNhbHQ$7fh8nYaUUBcE/qOuUsY7UXl2EKELfzRZi5SeX/zOLvQ",
                })
        void areMatchedByTheirSecretAlone(String secret, String phc) {
            assertThat(HASHER.matches(phc, secret.getBytes(StandardCharsets.US_ASCII))).isTrue();
            assertThat(HASHER.matches(phc, (secret + "0").getBytes(StandardCharsets.US_ASCII)))
                    .isFalse();
        }
    }

    @Nested
    class Outdated {
        private static final String REST =
                "$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        @ParameterizedTest
        @CsvSource(
                delimiter = ' ',
                value = {
                    "m=7168,t=5,p=1 false",
                    "m=7167,t=5,p=1 true",
                    "m=7168,t=4,p=1 true",
                    "m=19456,t=2,p=1 true",
                    "m=7168,t=6,p=1 true",
                    "m=7169,t=5,p=1 true",
                    "m=65536,t=5,p=4 true",
                })
        void isAHashOfAnotherCostThanTheOneInForceWhicheverWay(String cost, boolean outdated) {
            assertThat(HASHER.outdated("$argon2id$v=19$" + cost + REST)).isEqualTo(outdated);
        }

        @Test
        void ownHashIsNot() {
            assertThat(HASHER.outdated(HASHER.hash(PIN))).isFalse();
            assertThat(HASHER.outdated(CHEAP.hash(PIN))).isTrue();
        }
    }

    @Nested
    class Decoy {
        @Test
        void hasTodaysCost() {
            assertThat(PinHasher.decoy(Cost.DEFAULT)).startsWith("$argon2id$v=19$m=7168,t=5,p=1$");
            assertThat(HASHER.outdated(PinHasher.decoy(Cost.DEFAULT))).isFalse();
        }

        @Test
        void isOfASecretOfItsOwn() {
            assertThat(PinHasher.decoy(Cost.DEFAULT)).isNotEqualTo(PinHasher.decoy(Cost.DEFAULT));
        }

        @ParameterizedTest
        @ValueSource(strings = {"0000", "739205", "000000000000000000000000"})
        void matchesNoPin(String digits) {
            assertThat(HASHER.matches(PinHasher.decoy(Cost.DEFAULT), Pin.of(digits).orElseThrow()))
                    .isFalse();
        }
    }

    @Nested
    class NotAHash {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "739205",
                    "$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                    "$argon2id$v=16$m=19456,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                    "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ",
                })
        void isAnErrorAndNotAWrongPin(String text) {
            assertThatExceptionOfType(HashException.class)
                    .isThrownBy(() -> HASHER.matches(text, PIN))
                    .withMessage("not a PHC string of Argon2id");
            assertThatExceptionOfType(HashException.class).isThrownBy(() -> HASHER.outdated(text));
        }

        /// Well formed, but 4 KiB are too few for four lanes. A wrong PIN comes first, since
        /// libsodium answers both with −1 and only `errno` tells them apart.
        @Test
        void hashThatCannotBeComputedIsAnErrorAndNotAWrongPin() {
            var impossible =
                    "$argon2id$v=19$m=4,t=1,p=4$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

            assertThat(HASHER.matches(PinHasher.decoy(Cost.DEFAULT), PIN)).isFalse();
            assertThatExceptionOfType(HashException.class)
                    .isThrownBy(() -> HASHER.matches(impossible, PIN))
                    .withMessage("not compared: libsodium could not compute the hash");
        }
    }

    @Nested
    class Costs {
        @ParameterizedTest
        @CsvSource(
                delimiter = ' ',
                value = {
                    "46MiB/1 true",
                    "19MiB/2 true",
                    "12MiB/3 true",
                    "9MiB/4 true",
                    "7MiB/5 true",
                    "7168KiB/5 true",
                    "256MiB/4 true",
                    "64MiB/16 true",
                    "257MiB/1 false",
                    "256MiB/5 false",
                    "64MiB/17 false",
                    "4GiB/1000 false",
                    "11MiB/4 true",
                    "7MiB/6 true",
                    "7167KiB/5 false",
                    "7MiB/4 false",
                    "45MiB/1 false",
                    "18MiB/2 false",
                    "6MiB/100 false",
                    "8KiB/1000 false",
                })
        void areBetweenOwaspsRowsAndASecondOfWork(String text, boolean allowed) {
            assertThat(Cost.of(text).orElseThrow().isAllowed()).isEqualTo(allowed);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "7MiB",
                    "7/5",
                    "7MB/5",
                    "7MiB/",
                    "7MiB/0",
                    "-7MiB/5",
                    "7MiB/5/1",
                    "5GiB/1",
                    "7KiB/5",
                    "7MiB/1001",
                    "9999999GiB/1"
                })
        void ofAnotherFormOrOutOfRangeAreNone(String text) {
            assertThat(Cost.of(text)).isEmpty();
        }

        @Test
        void areWrittenAsTheyAreRead() {
            assertThat(Cost.OWASP)
                    .extracting(Cost::toString)
                    .containsExactly("46MiB/1", "19MiB/2", "12MiB/3", "9MiB/4", "7MiB/5");
            assertThat(new Cost(7169, 5)).hasToString("7169KiB/5");
            assertThat(Cost.OWASP).allSatisfy(c -> assertThat(Cost.of(c.toString())).contains(c));
        }

        @Test
        void anotherOneMayComeIntoForceBetweenTwoHashes() {
            var cost = new AtomicReference<>(new Cost(8, 1));
            var hasher = new PinHasher(cost::get);
            var before = hasher.hash(PIN);

            cost.set(new Cost(16, 2));

            assertThat(hasher.outdated(before)).isTrue();
            assertThat(hasher.matches(before, PIN)).isTrue();
            assertThat(PinHasher.cost(hasher.hash(PIN))).isEqualTo(new Cost(16, 2));
        }
    }

    @Test
    void costBelowWhatArgon2CanDoIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cost(7, 1))
                .withMessage("memory in KiB is 7, allowed: 8 to 4194304");
        assertThatIllegalArgumentException().isThrownBy(() -> new Cost(8, 0));
    }
}
