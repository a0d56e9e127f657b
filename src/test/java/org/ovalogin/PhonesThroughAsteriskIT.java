package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.lab.LegOrigin.outside;
import static org.ovalogin.lab.LegOrigin.phone;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ovalogin.lab.RealAsterisk;
import org.ovalogin.lab.SoftPhone;
import org.ovalogin.lab.Tones;

/// Telephones as they are, through a real Asterisk: how they send keys, transfers, recordings.
@RealAsterisk
class PhonesThroughAsteriskIT {
    private static AsteriskSite site;

    @BeforeAll
    static void start() {
        site = AsteriskSite.start();
    }

    @AfterAll
    static void end() {
        try (var _ = site) {
            site.assertNoPinWasWritten();
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class Keys {
        @ParameterizedTest
        @EnumSource
        void extensionAndPinAreUnderstood(SoftPhone.Keys keys) {
            var owner = site.owner();
            var call =
                    site.lab.call(
                            outside("0611").sending(keys), owner.signingIn() + "<main-menu>*");
            assertThat(call.heard())
                    .isEqualTo("welcome enter-extension enter-pin greeting main-menu goodbye");
            assertThat(call.result()).isEqualTo("SUCCESS");
            assertThat(call.mailbox()).isEqualTo(owner.box());
            assertThat(owner.events()).containsExactly("SignIn Success");
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class Recordings {
        /// Asterisk mutes tones in the sound, but 20 ms are left of about every third.
        private static final String AFTERWARDS = "7777";

        private String tonesIn(String number, String file, Owner owner) throws IOException {
            var call =
                    site.lab.call(
                            outside("0611").sending(SoftPhone.Keys.ULAW_TONES).dialling(number),
                            owner.signingIn() + "<main-menu>1<vm-youhave>" + AFTERWARDS + "~1!");
            assertThat(call.voicemail()).containsExactly(owner.box() + ",s");
            return Tones.in(site.lab.recording(file));
        }

        @Test
        void holdNoToneOfThePin() throws IOException {
            var owner = site.owner();
            assertThat(tonesIn("5001", "stopped.wav", owner)).matches("7+");
        }

        /// Shows that the tones would be found.
        @Test
        void holdItWhereNobodyStopsThem() throws IOException {
            var owner = site.owner();
            var tones = tonesIn("5002", "unstopped.wav", owner);
            // a plain condition: a failure must not print the PIN
            assertThat(isLeftOf(tones, owner.extension() + owner.pin() + "#1" + AFTERWARDS))
                    .as("tones of the keys are in the recording")
                    .isTrue();
        }

        @Test
        void beginNoCommandByTheirName() throws IOException {
            var name = "named,,touch ^{MIXMONITOR_FILENAME}.ran #.wav";
            assertThat(tonesIn("5003", name, site.owner())).isEmpty();
            try (var files = Files.list(site.lab.recording(name).getParent())) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .filteredOn(file -> file.startsWith("named"))
                        .containsExactly(name);
            }
        }

        private static boolean isLeftOf(String tones, String keys) {
            var at = -1;
            for (var i = 0; i < tones.length(); i++) {
                at = keys.indexOf(tones.charAt(i), at + 1);
                if (at < 0) return false;
            }
            return tones.length() >= 4;
        }
    }

    /// Somebody from outside is put through by a phone that is vouched for.
    @Nested
    class Transfers {
        @Test
        void wrongPinsOfSomebodyPutThroughCountAsFromOutside() {
            site.database.change("update mailbox_policy set separate_trusted_lockout = ?", true);
            var secretary = site.ownerOf("51235");
            try (var outsider = site.lab.softPhone(outside("0611").sending(SoftPhone.Keys.EVENTS));
                    var desk = site.lab.softPhone(phone("51235").sending(SoftPhone.Keys.EVENTS))) {
                var coming = outsider.dial("6" + desk.port());
                var held = desk.awaitCall();
                coming.awaitAnswer();
                var watch = site.lab.watch();
                var signIn = desk.dial("5000").awaitAnswer();
                watch.awaitSound("ova/enter-pin");
                signIn.press(site.pin() + "#");
                watch.awaitSound("ova/pin-incorrect");
                watch.awaitSound("ova/enter-pin-again");
                held.transfer(signIn);
                signIn.awaitEnd();
                coming.press(site.pin() + "#");
                watch.awaitSound("ova/pin-incorrect");
            }
            var lockouts = secretary.mailbox().lockouts();
            assertThat(lockouts.trusted().failures()).isOne();
            assertThat(lockouts.outside().failures()).isOne();
        }
    }
}
