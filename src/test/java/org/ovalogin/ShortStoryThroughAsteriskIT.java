package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.Owner.keying;
import static org.ovalogin.lab.LegOrigin.outside;
import static org.ovalogin.lab.LegOrigin.phone;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.ovalogin.lab.RealAsterisk;
import org.ovalogin.lab.SoftPhone;

/// Each thing that a caller can do, once: `./test --asterisk FOLDER` plays it with other versions
/// of Asterisk than the tests' own.
@RealAsterisk
@Execution(ExecutionMode.CONCURRENT)
class ShortStoryThroughAsteriskIT {
    private static AsteriskSite site;

    @BeforeAll
    static void start() {
        site = AsteriskSite.start();
        System.out.println(site.lab.cli("core show version"));
    }

    @AfterAll
    static void end() {
        try (var _ = site) {
            site.assertNoPinWasWritten();
        }
    }

    @Test
    void ownPhoneSignsIn() {
        var owner = site.ownerOf("51234");
        var call =
                site.lab.call(
                        phone("51234").sending(SoftPhone.Keys.EVENTS),
                        keying(owner.pin()) + "<main-menu>*");
        assertThat(call.prompts())
                .contains("mailbox-1", "greeting")
                .doesNotContain("enter-extension");
        assertThat(call.result()).isEqualTo("SUCCESS");
    }

    @Test
    void callerFromOutsideGoesToVoiceMailAndBack() {
        var owner = site.owner();
        var call =
                site.lab.call(
                        outside("0611").sending(SoftPhone.Keys.ULAW_TONES),
                        owner.signingIn() + "<main-menu>1<vm-youhave>#<main-menu>*");
        assertThat(call.requests()).isEqualTo(2);
        assertThat(call.voicemail()).containsExactly(owner.box() + ",s");
        assertThat(owner.events()).containsExactly("SignIn Success", "SignIn Returned");
    }

    @Test
    void greetingsAreReached() {
        var owner = site.owner();
        var call =
                site.lab.call(
                        outside("0611").sending(SoftPhone.Keys.INFO),
                        owner.signingIn()
                                + "<main-menu>6<personal-options>2<vm-options>~1*<main-menu>*");
        assertThat(call.requests()).isEqualTo(2);
        assertThat(call.result()).isEqualTo("SUCCESS");
    }

    @Test
    void wrongPinIsRefused() {
        var owner = site.owner();
        var call =
                site.lab.call(
                        outside("0611").sending(SoftPhone.Keys.EVENTS),
                        owner.signingIn(site.pin()) + "<login-incorrect>!");
        assertThat(call.prompts()).doesNotContain("greeting");
        assertThat(call.voicemail()).isEmpty();
        assertThat(owner.events()).containsExactly("SignIn WrongPin");
    }

    @Test
    void operatorAnswersZero() {
        var plan =
                site.dialPlan(
                        AsteriskSite.POLICY, AsteriskSite.Settings.DEFAULT.withOperator("51235"));
        var call =
                site.lab.call(
                        AsteriskSite.stranger().of(plan),
                        "<enter-extension-or-operator>0#<vm-theperson>!");
        assertThat(call.operator()).isEqualTo("51235");
    }
}
