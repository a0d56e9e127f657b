package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.Owner.keyingAtOnce;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.ovalogin.lab.AsteriskCall;
import org.ovalogin.lab.RealAsterisk;

/// Changing the PIN through a real Asterisk: forced and of one's own accord, refused and accepted,
/// finished and broken off.
@RealAsterisk
class PinChangeThroughAsteriskIT {
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

    private static Owner firstTimer() {
        return firstTimer(site.owner());
    }

    private static Owner firstTimer(Owner owner) {
        owner.set("pin_must_change", 1);
        return owner;
    }

    private static String choosing(String pin) {
        return "<new-pin-1>" + pin + "#<new-pin-again>" + pin + "#";
    }

    private static void assertNotIn(AsteriskCall call, String result) {
        assertThat(call.result()).isEqualTo(result);
        assertThat(call.mailbox()).isEmpty();
        assertThat(call.session()).isFalse();
        assertThat(call.voicemail()).isEmpty();
        assertThat(call.prompts()).doesNotContain("greeting", "main-menu");
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class Forced {
        @AfterEach
        void noPinWasWritten() {
            site.assertNoPinWasWritten();
        }

        @Test
        void refusedPinsAreNamedAndAGoodOneOpensTheMailbox() {
            var owner = firstTimer();
            var chosen = site.pin();
            var tooLong = site.secret("1357924680" + site.pin() + site.pin());
            var telling = site.secret("9" + owner.extension() + "71");
            var call =
                    owner.callsFromOwnPhone(
                            keyingAtOnce(owner.pin())
                                    + "<new-pin-1>13579#<pin-too-short-1>"
                                    + tooLong
                                    + "#<pin-too-long>34567890*3456789012*34567890*23456789#"
                                    + "<pin-sequential>"
                                    + telling
                                    + "#<pin-extension>"
                                    + chosen
                                    + "#<new-pin-again>"
                                    + chosen
                                    + "#<main-menu>1");
            assertThat(call.prompts())
                    .containsSubsequence(
                            "first-time-welcome new-pin-1 pin-too-short-1 pin-too-long pin-sequential pin-extension new-pin-again pin-changed greeting main-menu"
                                    .split(" "));
            assertThat(call.result()).isEqualTo("SUCCESS");
            assertThat(call.next()).isEqualTo("voicemail");
            assertThat(call.mailbox()).isEqualTo(owner.box());
            assertThat(owner.events()).containsExactly("SignIn Success", "PinChanged");
            assertThat(owner.mailbox().pin().byOwner()).isTrue();
            assertThat(owner.mailbox().firstTimeUser()).isFalse();
        }

        @Test
        void refusedAndUsedPinsAreNamedBeforeAGoodOne() {
            var owner = firstTimer();
            var chosen = site.pin();
            var used = owner.pin();
            var call =
                    owner.callsFromOwnPhone(
                            keyingAtOnce(owner.pin())
                                    + "<new-pin-1>77777777#<pin-repeated>47474747#<pin-too-common>"
                                    + used
                                    + "#<new-pin-again>"
                                    + used
                                    + "#<pin-used-before>"
                                    + chosen
                                    + "#<new-pin-again>"
                                    + site.pin()
                                    + "#<pin-mismatch>"
                                    + chosen
                                    + "#<new-pin-again>"
                                    + chosen
                                    + "#<main-menu>*");
            assertThat(call.prompts())
                    .containsSubsequence(
                            "new-pin-1 pin-repeated pin-too-common new-pin-again pin-used-before new-pin-again pin-mismatch new-pin-again pin-changed greeting main-menu"
                                    .split(" "));
            assertThat(call.result()).isEqualTo("SUCCESS");
            assertThat(owner.opens(used)).isFalse();
            assertThat(owner.opens(chosen)).isTrue();
        }

        @Test
        void minimumLengthIsSpoken() {
            var owner = firstTimer();
            var call = owner.callsFromOwnPhone(keyingAtOnce(owner.pin()) + "<new-pin-2>~3*");
            assertThat(call.prompts())
                    .containsSubsequence(
                            "first-time-welcome new-pin-1 number-8 new-pin-2 goodbye".split(" "));
            assertNotIn(call, "CANCELLED");
            assertThat(owner.events()).containsExactly("SignIn Success");
            assertThat(owner.mailbox().pin().mustChange()).isTrue();
        }

        @Test
        void silenceIsNoWayRound() {
            var owner = firstTimer();
            var call = owner.callsFromOwnPhone(keyingAtOnce(owner.pin()));
            assertThat(call.prompts())
                    .containsSubsequence("new-pin-2 take-your-time new-pin-1".split(" "))
                    .endsWith("goodbye");
            assertNotIn(call, "CANCELLED");
            assertThat(owner.mailbox().pin().mustChange()).isTrue();
        }

        @Test
        void fiveRefusalsEachWithItsReasonEndTheCall() {
            var owner = firstTimer();
            var telling = site.secret("9" + owner.extension() + "71");
            var other = site.pin();
            var call =
                    owner.callsFromOwnPhone(
                            keyingAtOnce(owner.pin())
                                    + "<new-pin-1>13579#<pin-too-short-1>23456789#<pin-sequential>"
                                    + telling
                                    + "#<pin-extension>"
                                    + other
                                    + "#<new-pin-again>"
                                    + owner.pin()
                                    + "#<pin-mismatch>88888888#");
            assertThat(call.heard())
                    .endsWith(
                            " pin-sequential pin-extension new-pin-again pin-mismatch pin-repeated goodbye");
            assertNotIn(call, "CANCELLED");
            assertThat(owner.events()).containsExactly("SignIn Success");
            assertThat(owner.mailbox().pin().mustChange()).isTrue();
        }

        @Test
        void expiredPinIsChangedFirst() {
            var owner = site.owner();
            owner.set("pin_by_owner", 1);
            owner.set("pin_set_at", Instant.now().minus(Duration.ofDays(61)).toEpochMilli());
            var call =
                    owner.callsFromOwnPhone(
                            keyingAtOnce(owner.pin()) + choosing(site.pin()) + "<main-menu>*");
            assertThat(call.prompts())
                    .containsSubsequence("pin-expired new-pin-1 pin-changed main-menu".split(" "));
            assertThat(call.result()).isEqualTo("SUCCESS");
            assertThat(owner.events()).containsExactly("SignIn Success", "PinChanged");
        }

        @Test
        void pinAgainstTodaysPolicyIsChangedFirst() {
            var plan = site.dialPlan(AsteriskSite.POLICY, AsteriskSite.Settings.DEFAULT);
            var owner = site.owner(plan);
            site.database.change(
                    "update mailbox_policy set min_pin_length = 10 where dial_plan = ?", plan);
            var short8 = site.pin();
            var chosen = site.secret(short8 + "58");
            var call =
                    owner.callsFromOwnPhone(
                            keyingAtOnce(owner.pin())
                                    + "<new-pin-1>"
                                    + short8
                                    + "#<pin-too-short-1>"
                                    + chosen
                                    + "#<new-pin-again>"
                                    + chosen
                                    + "#<main-menu>*");
            assertThat(call.prompts())
                    .containsSubsequence(
                            "pin-must-change new-pin-1 pin-too-short-1 pin-changed".split(" "));
            assertThat(call.result()).isEqualTo("SUCCESS");
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class BrokenOff {
        @AfterEach
        void noPinWasWritten() {
            site.assertNoPinWasWritten();
        }

        private void assertUnchanged(Owner owner, String tried, AsteriskCall call) {
            assertNotIn(call, "UNAVAILABLE");
            assertThat(call.next()).isEmpty();
            assertThat(owner.events()).containsExactly("SignIn Success");
            owner.set("pin_must_change", 0);
            assertThat(owner.opens(tried)).isFalse();
            assertThat(owner.opens(owner.pin())).isTrue();
        }

        @Test
        void hangUpAfterTheFirstEntryLeavesTheOldPin() {
            var owner = firstTimer();
            var tried = site.pin();
            var call =
                    owner.callsFromOwnPhone(
                            keyingAtOnce(owner.pin())
                                    + "<new-pin-1>"
                                    + tried
                                    + "#<new-pin-again>!");
            assertUnchanged(owner, tried, call);
        }

        @Test
        void hangUpBeforeTheEndOfTheSecondEntryLeavesTheOldPin() {
            var owner = firstTimer();
            var tried = site.pin();
            var call =
                    owner.callsFromOwnPhone(
                            keyingAtOnce(owner.pin())
                                    + "<new-pin-1>"
                                    + tried
                                    + "#<new-pin-again>"
                                    + tried
                                    + "!");
            assertUnchanged(owner, tried, call);
        }

        @Test
        void hangUpRightAfterTheSecondEntryLeavesOneOfTheTwoPins() {
            var owner = firstTimer();
            var tried = site.pin();
            var call =
                    owner.callsFromOwnPhone(
                            keyingAtOnce(owner.pin())
                                    + "<new-pin-1>"
                                    + tried
                                    + "#<new-pin-again>"
                                    + tried
                                    + "#!");
            assertNotIn(call, "UNAVAILABLE");
            var changed = owner.events().contains("PinChanged");
            owner.set("pin_must_change", 0);
            assertThat(owner.opens(tried)).isEqualTo(changed);
            assertThat(owner.opens(owner.pin())).isNotEqualTo(changed);
        }

        @Test
        void hangUpOnceItIsSaidLeavesTheNewPin() {
            var owner = firstTimer();
            var chosen = site.pin();
            var call =
                    owner.callsFromOwnPhone(
                            keyingAtOnce(owner.pin()) + choosing(chosen) + "<pin-changed>!");
            assertNotIn(call, "UNAVAILABLE");
            assertThat(owner.events()).containsExactly("SignIn Success", "PinChanged");
            assertThat(owner.opens(chosen)).isTrue();
            assertThat(owner.opens(owner.pin())).isFalse();
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class OfOnesOwnAccord {
        @AfterEach
        void noPinWasWritten() {
            site.assertNoPinWasWritten();
        }

        @Test
        void personalOptionsChangeThePin() {
            var owner = site.owner();
            var chosen = site.pin();
            var call =
                    owner.callsFromOutside(
                            owner.signingIn()
                                    + "<main-menu>6<personal-options>3"
                                    + choosing(chosen)
                                    + "<personal-options>*<main-menu>*");
            assertThat(call.heard()).endsWith(" pin-changed personal-options main-menu goodbye");
            assertThat(call.result()).isEqualTo("SUCCESS");
            assertThat(call.next()).isEqualTo("hangup");
            assertThat(owner.events()).containsExactly("SignIn Success", "PinChanged");
            assertThat(owner.opens(chosen)).isTrue();
        }

        @Test
        void starLeavesThePinAsItIs() {
            var owner = site.owner();
            var call =
                    owner.callsFromOutside(
                            owner.signingIn()
                                    + "<main-menu>6<personal-options>3<new-pin-1>"
                                    + site.pin()
                                    + "#<new-pin-again>*<personal-options>0<personal-options>*"
                                    + "<main-menu>0<main-menu>*");
            assertThat(call.heard())
                    .endsWith(
                            " new-pin-again personal-options personal-options main-menu main-menu goodbye");
            assertThat(call.result()).isEqualTo("SUCCESS");
            assertThat(owner.events()).containsExactly("SignIn Success");
        }

        @Test
        void secondChangeTooSoonIsRefused() {
            var plan =
                    site.dialPlan(
                            AsteriskSite.policy(draft -> draft.minPinAge = Duration.ofHours(1)),
                            AsteriskSite.Settings.DEFAULT);
            var owner = firstTimer(site.owner(plan));
            var call =
                    owner.callsFromOwnPhone(
                            keyingAtOnce(owner.pin())
                                    + choosing(site.pin())
                                    + "<main-menu>6<personal-options>3<pin-changed-recently>"
                                    + "<personal-options>*<main-menu>*");
            assertThat(call.prompts())
                    .containsSubsequence(
                            "pin-changed personal-options pin-changed-recently".split(" "));
            assertThat(call.result()).isEqualTo("SUCCESS");
            assertThat(owner.events()).containsExactly("SignIn Success", "PinChanged");
        }

        @Test
        void comingExpiryIsToldInDaysAndThreeChangesThePin() {
            var owner = site.owner();
            owner.set("pin_by_owner", 1);
            owner.set("pin_set_at", Instant.now().minus(Duration.ofDays(55)).toEpochMilli());
            var chosen = site.pin();
            var call =
                    owner.callsFromOwnPhone(
                            keyingAtOnce(owner.pin())
                                    + "<pin-expires-in-2>3"
                                    + choosing(chosen)
                                    + "<main-menu>*");
            assertThat(call.prompts())
                    .containsSubsequence(
                            "greeting pin-expires-in-1 number-5 pin-expires-in-2 new-pin-1 pin-changed main-menu"
                                    .split(" "));
            assertThat(call.result()).isEqualTo("SUCCESS");
            assertThat(owner.opens(chosen)).isTrue();
        }
    }
}
