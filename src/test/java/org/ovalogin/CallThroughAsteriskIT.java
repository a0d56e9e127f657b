package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.Owner.keying;
import static org.ovalogin.Owner.keyingAgain;
import static org.ovalogin.Owner.keyingAtOnce;
import static org.ovalogin.lab.LegOrigin.outside;
import static org.ovalogin.lab.LegOrigin.phone;

import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.ovalogin.core.account.Actor;
import org.ovalogin.lab.AsteriskCall;
import org.ovalogin.lab.RealAsterisk;

/// Signing in through a real Asterisk with the shipped configuration: who is let in, who is not,
/// what they hear, and what the dialplan and the record of events are told.
@RealAsterisk
class CallThroughAsteriskIT {
    private static final String REFUSED = "login-incorrect";
    private static final String REFUSED_AT_DESK = "pin-incorrect";

    private static AsteriskSite site;

    @BeforeAll
    static void start() {
        site = AsteriskSite.start();
    }

    @AfterAll
    static void end() {
        try (var _ = site) {
            site.assertNoPinWasWritten();
            assertThat(site.lab.warnings()).isEmpty();
        }
    }

    private static void assertIn(AsteriskCall call, Owner owner, String next) {
        assertThat(call.result()).isEqualTo("SUCCESS");
        assertThat(call.next()).isEqualTo(next);
        assertThat(call.mailbox()).isEqualTo(owner.box());
        assertThat(call.session()).isEqualTo(!next.equals("hangup"));
    }

    private static void assertNotIn(AsteriskCall call, String result) {
        assertThat(call.result()).isEqualTo(result);
        assertThat(call.next()).isEqualTo("hangup");
        assertThat(call.mailbox()).isEmpty();
        assertThat(call.session()).isFalse();
        assertThat(call.voicemail()).isEmpty();
        assertThat(call.prompts()).doesNotContain("greeting", "main-menu");
    }

    private static String thrice(String pin) {
        return keyingAtOnce(pin) + keyingAgain(pin).repeat(2);
    }

    /// A call from a phone that is vouched for, and what is heard after the question for the PIN.
    private static String own(String extension, String more) {
        return "welcome mailbox-1 "
                + extension.replaceAll("[0-9]", "number-$0 ")
                + "enter-pin "
                + more;
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class TheRightPin {
        @AfterEach
        void noPinWasWritten() {
            site.assertNoPinWasWritten();
        }

        @Test
        void ownPhoneNeedsThePinOnly() {
            var owner = site.owner();
            var call = owner.callsFromOwnPhone(keying(owner.pin()) + "<main-menu>1");
            assertThat(call.heard()).isEqualTo(own(owner.extension(), "greeting main-menu"));
            assertIn(call, owner, "voicemail");
            assertThat(call.voicemail()).containsExactly(owner.box() + ",s");
            assertThat(owner.events()).containsExactly("SignIn Success");
            assertThat(owner.mailbox().lastLogon()).isPresent();
        }

        @Test
        void anyPhoneNeedsExtensionAndPin() {
            var owner = site.owner();
            var call = owner.callsFromOutside(owner.signingIn() + "<main-menu>*");
            assertThat(call.heard())
                    .isEqualTo("welcome enter-extension enter-pin greeting main-menu goodbye");
            assertIn(call, owner, "hangup");
            assertThat(owner.eventRows())
                    .singleElement()
                    .satisfies(
                            event -> {
                                assertThat(event.result()).isEqualTo("Success");
                                assertThat(event.origin().by()).isEqualTo("caller 0611");
                            });
        }

        @Test
        void everythingMayBeKeyedInOneGo() {
            var owner = site.owner();
            var call = owner.callsFromOutside(owner.extension() + "#" + owner.pin() + "#1");
            assertIn(call, owner, "voicemail");
            assertThat(call.voicemail()).hasSize(1);
            assertThat(call.prompts()).doesNotContain("no-entry", "extension-invalid", REFUSED);
            assertThat(owner.events()).containsExactly("SignIn Success");
        }

        @Test
        void everythingMayBeKeyedInOneGoWithoutPoundAfterTheExtension() {
            var owner = site.owner();
            var call = owner.callsFromOutside(owner.extension() + owner.pin() + "#63***");
            assertThat(call.prompts()).doesNotContain("no-entry", REFUSED).endsWith("goodbye");
            assertIn(call, owner, "hangup");
            assertThat(owner.events()).containsExactly("SignIn Success");
        }

        @Test
        void aPoundTooManyDoesNoHarm() {
            var owner = site.owner();
            var call = owner.callsFromOutside(owner.extension() + "#" + owner.pin() + "##1");
            assertThat(call.prompts()).doesNotContain("no-entry", "choice-invalid", REFUSED);
            assertIn(call, owner, "voicemail");
        }

        @Test
        void theExtensionIsNoPin() {
            var owner = site.owner();
            var call =
                    owner.callsFromOwnPhone(
                            keying(owner.extension())
                                    + "<pin-is-extension>"
                                    + owner.pin()
                                    + "#<main-menu>*");
            assertThat(call.heard())
                    .isEqualTo(
                            own(owner.extension(), "pin-is-extension greeting main-menu goodbye"));
            assertThat(owner.events()).containsExactly("SignIn Success");
        }

        @Test
        void starWipesAMistake() {
            var owner = site.owner();
            var call =
                    owner.callsFromOutside(
                            "<enter-extension>519*"
                                    + owner.extension()
                                    + keying("77*9*" + owner.pin())
                                    + "<main-menu>*");
            assertIn(call, owner, "hangup");
            assertThat(owner.events()).containsExactly("SignIn Success");
        }

        @Test
        void starGoesBackToAnotherExtension() {
            var owner = site.owner();
            var other = site.owner();
            var call = owner.callsFromOwnPhone("<enter-pin>*" + other.signingIn() + "<main-menu>*");
            assertThat(call.heard())
                    .isEqualTo(
                            own(
                                    owner.extension(),
                                    "enter-extension enter-pin greeting main-menu goodbye"));
            assertIn(call, other, "hangup");
            assertThat(owner.events()).isEmpty();
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class BySip {
        @AfterEach
        void noPinWasWritten() {
            site.assertNoPinWasWritten();
        }

        @Test
        void samplePhoneNeedsThePinOnly() {
            var owner = site.ownerOf("51234");
            var call = site.lab.call(phone("51234"), keying(owner.pin()) + "<main-menu>1");
            assertThat(call.heard()).isEqualTo(own("51234", "greeting main-menu"));
            assertIn(call, owner, "voicemail");
            assertThat(call.voicemail()).containsExactly("51234@default,s");

            var asked = site.lab.call(outside("51234"), owner.signingIn() + "<main-menu>*");
            assertThat(asked.heard()).startsWith("welcome enter-extension enter-pin ");
            assertIn(asked, owner, "hangup");
            assertThat(owner.events()).containsExactly("SignIn Success", "SignIn Success");
            assertThat(owner.eventRows())
                    .extracting(event -> event.origin().from())
                    .containsExactly("127.0.0.1 PJSIP/51234", "127.0.0.1 PJSIP/outside");

            posesInVain(owner);
        }

        private void posesInVain(Owner victim) {
            var poser = site.ownerOf("51235");
            var call =
                    site.lab.call(
                            phone("51235").showing("51234"),
                            keying(victim.pin()) + "<pin-incorrect>~3!");
            assertThat(call.heard()).startsWith(own("51235", REFUSED_AT_DESK));
            assertThat(poser.events()).containsExactly("SignIn WrongPin");
            assertThat(poser.eventRows().getFirst().origin().by()).isEqualTo("caller 51235");
            assertThat(victim.events()).hasSize(2);
        }

        @Test
        void everythingMayBeKeyedInOneGo() {
            var owner = site.owner();
            var call = site.lab.call(outside("0611"), owner.extension() + "#" + owner.pin() + "#1");
            assertIn(call, owner, "voicemail");
        }

        @Test
        void wrongPinThreeTimesIsTheEnd() {
            var owner = site.owner();
            var wrong = site.pin();
            var call =
                    site.lab.call(
                            outside(owner.extension()), owner.guessing(wrong) + "<try-later>");
            assertNotIn(call, "FAILED");
            assertThat(owner.events())
                    .containsExactly("SignIn WrongPin", "SignIn WrongPin", "SignIn WrongPin");
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class TheWrongPin {
        @AfterEach
        void noPinWasWritten() {
            site.assertNoPinWasWritten();
        }

        @Test
        void threeTimesIsTheEndAndTheOwnerHearsOfIt() {
            var owner = site.owner();
            var wrong = site.pin();
            var call = owner.callsFromOwnPhone(keying(wrong) + keyingAgain(wrong).repeat(2));
            assertThat(call.heard())
                    .isEqualTo(
                            own(
                                    owner.extension(),
                                    "pin-incorrect enter-pin-again pin-incorrect enter-pin-again try-later"));
            assertNotIn(call, "FAILED");
            assertThat(owner.events())
                    .containsExactly("SignIn WrongPin", "SignIn WrongPin", "SignIn WrongPin");
            assertThat(owner.mailbox().lockouts().outside().failures()).isEqualTo(3);

            var told = owner.callsFromOwnPhone(keying(owner.pin()) + "<main-menu>*");
            assertThat(told.prompts())
                    .containsSubsequence(
                            "greeting number-3 failed-attempts-since-2 main-menu".split(" "));
            assertIn(told, owner, "hangup");

            var later = owner.callsFromOwnPhone(keying(owner.pin()) + "<main-menu>*");
            assertThat(later.prompts()).doesNotContain("failed-attempts-since-2");
            assertThat(owner.mailbox().lockouts().outside().failures()).isZero();
        }

        @Test
        void oneFailedAttemptIsSpokenOf() {
            var owner = site.owner();
            var call =
                    owner.callsFromOwnPhone(
                            keying(site.pin()) + keyingAgain(owner.pin()) + "<main-menu>*");
            assertThat(call.heard())
                    .isEqualTo(
                            own(
                                    owner.extension(),
                                    "pin-incorrect enter-pin-again greeting failed-attempt-since main-menu goodbye"));
            assertThat(owner.events()).containsExactly("SignIn WrongPin", "SignIn Success");
        }

        @Test
        void unknownDisabledAndLapsedSoundTheSame() {
            var disabled = site.owner();
            disabled.set("subscriber_access", 0);
            var lapsed = site.owner();
            lapsed.set("pin_set_at", 1);
            var some = site.pin();
            var unknown = "5" + some.substring(0, 4);
            var calls =
                    AsteriskSite.together(
                            Stream.of(
                                            "<enter-extension>"
                                                    + unknown
                                                    + keying(some)
                                                    + keyingAgain(some).repeat(2),
                                            disabled.guessing(disabled.pin()),
                                            lapsed.guessing(lapsed.pin()))
                                    .map(disabled::calling));
            assertThat(calls)
                    .allSatisfy(
                            call -> {
                                assertNotIn(call, "FAILED");
                                assertThat(call.heard())
                                        .isEqualTo(
                                                "welcome enter-extension enter-pin login-incorrect enter-pin-again login-incorrect enter-pin-again try-later");
                            });
            assertThat(disabled.events()).hasSize(3).containsOnly("SignIn Disabled");
            assertThat(lapsed.events()).hasSize(3).containsOnly("SignIn Lapsed");
            assertThat(
                            site.database.texts(
                                    "select sum(occurrences) from event where result = ? and mailbox_guid = ''",
                                    "UnknownExtension"))
                    .containsExactly("3");
        }

        @Test
        void burstOfPinsIsOneAttempt() {
            var owner = site.owner();
            var burst = new StringBuilder();
            while (burst.length() < 90) burst.append(site.pin()).append('#');
            var call = owner.callsFromOwnPhone("<enter-pin>" + burst);
            assertThat(call.heard()).isEqualTo(own(owner.extension(), "pin-incorrect goodbye"));
            assertNotIn(call, "CANCELLED");
            assertThat(owner.events()).containsExactly("SignIn WrongPin");
        }

        @Test
        void keysAfterARefusalAreDropped() {
            var owner = site.owner();
            var call =
                    owner.callsFromOwnPhone(
                            keying(site.pin() + "#" + owner.pin())
                                    + "<enter-pin-again>*"
                                    + "<enter-extension>*");
            assertThat(call.heard())
                    .isEqualTo(
                            own(
                                    owner.extension(),
                                    "pin-incorrect enter-pin-again enter-extension goodbye"));
            assertNotIn(call, "CANCELLED");
            assertThat(owner.events()).containsExactly("SignIn WrongPin");
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class TooManyWrongPins {
        @AfterEach
        void noPinWasWritten() {
            site.assertNoPinWasWritten();
        }

        /// An owner whose mailbox three wrong PINs have blocked for all phones but the own.
        private Owner blockedElsewhere() {
            var plan =
                    site.dialPlan(
                            AsteriskSite.policy(
                                    draft -> {
                                        draft.maxLogonAttempts = 3;
                                        draft.logonFailuresBeforePinReset = OptionalInt.empty();
                                        draft.separateTrustedLockout = true;
                                    }),
                            AsteriskSite.Settings.DEFAULT);
            var owner = site.owner(plan);
            assertNotIn(owner.callsFromOutside(owner.guessing(site.pin())), "FAILED");
            return owner;
        }

        @Test
        void fromElsewhereBlockTheOutsideAndTheDeskPhoneWorksOnAndSaysSo() {
            var owner = blockedElsewhere();
            assertThat(owner.events()).endsWith("Locked Outside");

            var desk = owner.callsFromOwnPhone(keying(owner.pin()) + "<main-menu>*");
            assertThat(desk.heard())
                    .isEqualTo(
                            own(
                                    owner.extension(),
                                    "greeting number-3 failed-attempts-since-2 outside-blocked allow-outside main-menu goodbye"));
            assertIn(desk, owner, "hangup");

            // as ever, with the right PIN too
            var elsewhere = owner.callsFromOutside(owner.guessing(owner.pin()));
            assertThat(elsewhere.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin login-incorrect enter-pin-again login-incorrect enter-pin-again try-later");
            assertNotIn(elsewhere, "FAILED");

            site.core.administration().pins().unlock(owner.mailbox().guid(), Actor.local("test"));
            assertIn(owner.callsFromOutside(owner.signingIn() + "<main-menu>*"), owner, "hangup");
            var after = owner.callsFromOwnPhone(keying(owner.pin()) + "<main-menu>*");
            assertThat(after.prompts()).doesNotContain("outside-blocked");
            assertIn(after, owner, "hangup");
        }

        @Test
        void areForgivenByTheOwnersFourAndFiveBlocksElsewhere() {
            var owner = blockedElsewhere();
            var allowing =
                    owner.callsFromOwnPhone(keying(owner.pin()) + "<allow-outside>4<main-menu>*");
            assertThat(allowing.prompts())
                    .containsSubsequence("outside-blocked", "outside-allowed", "main-menu");
            assertThat(owner.events()).contains("Unlocked Outside");
            assertIn(owner.callsFromOutside(owner.signingIn() + "<main-menu>*"), owner, "hangup");

            var chosen = site.pin();
            var blocking =
                    owner.callsFromOwnPhone(
                            keying(owner.pin())
                                    + "<main-menu>6<personal-options>4<not-you>5<new-pin-1>"
                                    + chosen
                                    + "#<new-pin-again>"
                                    + chosen
                                    + "#<personal-options>*<main-menu>*");
            assertThat(blocking.prompts())
                    .containsSubsequence(
                            "signed-in-1 today failed-attempt-1 today not-you new-pin-now pin-changed outside-blocked-now"
                                    .split(" "));
            assertIn(blocking, owner, "hangup");
            assertThat(owner.events()).contains("MisuseReported", "Locked ByOwner");
            assertNotIn(owner.callsFromOutside(owner.guessing(chosen)), "FAILED");
            assertThat(owner.opens(chosen)).isTrue();
        }

        @Test
        void lockTheMailboxOverSeveralCalls() {
            var plan =
                    site.dialPlan(
                            AsteriskSite.policy(
                                    draft -> {
                                        draft.maxLogonAttempts = 6;
                                        draft.logonFailuresBeforePinReset = OptionalInt.empty();
                                    }),
                            AsteriskSite.Settings.DEFAULT);
            var owner = site.owner(plan);
            var wrong = site.pin();
            assertNotIn(owner.callsFromOwnPhone(thrice(wrong)), "FAILED");
            assertNotIn(owner.callsFromOwnPhone(thrice(wrong)), "FAILED");
            assertThat(owner.mailbox().lockouts().outside().lock()).isPresent();
            assertThat(owner.events()).hasSize(7).endsWith("Locked");

            var own = owner.callsFromOwnPhone("");
            assertThat(own.heard()).isEqualTo("welcome mailbox-locked");
            assertNotIn(own, "LOCKED");

            // not a word of the lock, not even with the right PIN
            var elsewhere = owner.callsFromOutside(owner.guessing(owner.pin()));
            assertThat(elsewhere.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin login-incorrect enter-pin-again login-incorrect enter-pin-again try-later");
            assertNotIn(elsewhere, "FAILED");
            assertThat(owner.events())
                    .containsExactly(
                            "SignIn WrongPin",
                            "SignIn WrongPin",
                            "SignIn WrongPin",
                            "SignIn WrongPin",
                            "SignIn WrongPin",
                            "SignIn WrongPin",
                            "Locked",
                            "SignIn Locked", // its own phone
                            "SignIn Locked",
                            "SignIn Locked",
                            "SignIn Locked");
        }

        @Test
        void resetThePinOnce() {
            var owner = site.owner();
            assertNotIn(owner.callsFromOwnPhone(thrice(site.pin())), "FAILED");
            assertNotIn(owner.callsFromOwnPhone(thrice(site.pin())), "FAILED");
            assertThat(owner.events())
                    .filteredOn(event -> event.equals("AutomaticReset"))
                    .hasSize(1);

            // the old PIN is a wrong one now, and nothing else is heard of it
            var old = owner.callsFromOwnPhone(keyingAtOnce(owner.pin()) + "<pin-incorrect>~3!");
            assertThat(old.prompts()).contains(REFUSED_AT_DESK).doesNotContain("pin-must-change");

            var mailed = site.secret(site.mailedPin(owner));
            var chosen = site.pin();
            var call =
                    owner.callsFromOwnPhone(
                            keyingAtOnce(mailed)
                                    + "<new-pin-1>"
                                    + chosen
                                    + "#<new-pin-again>"
                                    + chosen
                                    + "#<main-menu>*");
            assertThat(call.prompts())
                    .containsSubsequence(
                            "first-time-welcome new-pin-1 new-pin-again pin-changed greeting number-7 main-menu"
                                    .split(" "));
            assertIn(call, owner, "hangup");
            assertThat(owner.events()).endsWith("SignIn Success", "PinChanged");
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class NoEntry {
        @AfterEach
        void noPinWasWritten() {
            site.assertNoPinWasWritten();
        }

        @Test
        void silenceHearsTheQuestionAgainAndIsTheEnd() {
            var owner = site.owner();
            var call = owner.callsFromOutside("");
            assertThat(call.heard())
                    .isEqualTo("welcome enter-extension take-your-time enter-extension goodbye");
            assertNotIn(call, "CANCELLED");
        }

        @Test
        void silenceAtThePinIsTheSame() {
            var owner = site.owner();
            var call = owner.callsFromOwnPhone("");
            assertThat(call.heard())
                    .isEqualTo(own(owner.extension(), "take-your-time enter-pin goodbye"));
            assertNotIn(call, "CANCELLED");
            assertThat(owner.events()).isEmpty();
        }

        @Test
        void invalidEntriesEscalateToTheEnd() {
            var owner = site.owner();
            var call =
                    owner.callsFromOutside(
                            "<enter-extension>12#<extension-invalid>##<no-entry>345#");
            assertThat(call.heard())
                    .isEqualTo(
                            "welcome enter-extension extension-invalid extension-invalid no-entry goodbye");
            assertNotIn(call, "CANCELLED");
        }

        @Test
        void pinOfAnImpossibleLengthIsNotTried() {
            var owner = site.owner();
            var call =
                    owner.callsFromOwnPhone(
                            "<enter-pin>123#<pin-invalid>"
                                    + "1357924680135792468013579#<pin-invalid>"
                                    + owner.pin()
                                    + "#<main-menu>*");
            assertThat(call.heard())
                    .isEqualTo(
                            own(
                                    owner.extension(),
                                    "pin-invalid pin-invalid greeting main-menu goodbye"));
            assertIn(call, owner, "hangup");
            assertThat(owner.events()).containsExactly("SignIn Success");
        }

        @Test
        void starAtTheExtensionLeaves() {
            var call = site.lab.call(AsteriskSite.stranger(), "<enter-extension>*");
            assertThat(call.heard()).isEqualTo("welcome enter-extension goodbye");
            assertNotIn(call, "CANCELLED");
        }

        @Test
        void hangUpAtThePinLeavesNothing() {
            var owner = site.owner();
            var call = owner.callsFromOwnPhone("<enter-pin>1357!");
            assertThat(call.result()).isEqualTo("UNAVAILABLE");
            assertThat(call.next()).isEmpty();
            assertThat(owner.events()).isEmpty();
        }
    }
}
