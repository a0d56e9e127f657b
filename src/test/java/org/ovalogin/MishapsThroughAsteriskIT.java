package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.lab.AsteriskCall;
import org.ovalogin.lab.LabScript;
import org.ovalogin.lab.RealAsterisk;

/// Callers who hesitate, err or hang up, at every question, through a real Asterisk. A call is
/// judged by the last words that the caller hears.
@RealAsterisk
@Execution(ExecutionMode.CONCURRENT)
class MishapsThroughAsteriskIT {
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

    /// @param script has `EXTENSION`, `PIN` and `WRONG` for the owner's own and a wrong PIN
    private static LabScript script(Owner owner, String script) {
        return LabScript.of(
                script.replace("EXTENSION", owner.extension())
                        .replace("PIN", owner.pin())
                        .replace("WRONG", site.pin()));
    }

    private static AsteriskCall outside(Owner owner, String script) {
        return site.lab.call(AsteriskSite.stranger(), script(owner, script));
    }

    private static AsteriskCall ownPhone(Owner owner, String script) {
        return site.lab.call(owner.ownPhone(), script(owner, script));
    }

    @ParameterizedTest
    @CsvSource({
        "welcome, <welcome>!",
        "enter-extension, <enter-extension>!",
        "enter-extension, <enter-extension>52!",
        "enter-pin, <enter-extension>EXTENSION<enter-pin>!",
        "enter-pin, <enter-extension>EXTENSION<enter-pin>13!",
        "login-incorrect, <enter-extension>EXTENSION<enter-pin>WRONG#<login-incorrect>!",
        "enter-pin-again, <enter-extension>EXTENSION<enter-pin>WRONG#<enter-pin-again>!",
        "main-menu, <enter-extension>EXTENSION<enter-pin>PIN#<main-menu>!",
        "personal-options, <enter-extension>EXTENSION<enter-pin>PIN#<main-menu>6<personal-options>!",
        "new-pin-1, <enter-extension>EXTENSION<enter-pin>PIN#<main-menu>6<personal-options>3<new-pin-1>!"
    })
    void hangUpEndsTheCallAndLeavesThePin(String last, String script) {
        var owner = site.owner();
        var call = outside(owner, script);
        assertThat(call.prompts()).contains(last);
        assertThat(call.result()).isEqualTo("UNAVAILABLE");
        assertThat(call.next()).isEmpty();
        assertThat(call.mailbox()).isEmpty();
        assertThat(call.voicemail()).isEmpty();
        assertThat(owner.opens(owner.pin())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "<enter-pin>WRONG#<enter-pin-again>*<enter-extension>*, enter-pin-again enter-extension goodbye",
        "<enter-pin>PIN#<main-menu>6<personal-options>*<main-menu>*, main-menu personal-options main-menu goodbye",
        "<enter-pin>PIN#<main-menu>6<personal-options>3<new-pin-1>*<personal-options>*<main-menu>*, new-pin-1 personal-options main-menu goodbye",
        "<enter-pin>PIN#<main-menu>6<personal-options>4<not-you>*<personal-options>*<main-menu>*, not-you personal-options main-menu goodbye",
        "<enter-pin>PIN#<main-menu>6<personal-options>4<not-you>5<new-pin-1>*<personal-options>*<main-menu>*, new-pin-1 personal-options main-menu goodbye"
    })
    void starLeavesEachQuestion(String script, String heard) {
        assertThat(shortened(ownPhone(site.owner(), script))).endsWith(heard);
    }

    @ParameterizedTest
    @CsvSource({
        "<enter-pin>WRONG#<enter-pin-again>~1, enter-pin-again take-your-time enter-pin-again goodbye",
        "<enter-pin>PIN#<main-menu>~1, main-menu take-your-time main-menu goodbye",
        "<enter-pin>PIN#<main-menu>6<personal-options>~1, personal-options take-your-time personal-options goodbye",
        "<enter-pin>PIN#<main-menu>6<personal-options>3<new-pin-1>~1, new-pin-1 take-your-time new-pin-1 goodbye",
        "<enter-pin>PIN#<main-menu>6<personal-options>4<not-you>~1, not-you take-your-time not-you goodbye"
    })
    void silenceHearsTheQuestionAgainAndIsTheEnd(String script, String heard) {
        var call = ownPhone(site.owner(), script);
        assertThat(shortened(call)).endsWith(heard);
        assertThat(call.result()).isEqualTo("CANCELLED");
        assertThat(call.mailbox()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "<main-menu>, main-menu",
        "<main-menu>6<personal-options>, personal-options",
        "<main-menu>6<personal-options>4<not-you>, not-you"
    })
    void wrongKeysAreExplainedAndThreeAreTheEnd(String menu, String prompt) {
        var wrong = "9<choice-invalid><%s>9<choice-invalid><help-menu>9".formatted(prompt);
        var call = ownPhone(site.owner(), "<enter-pin>PIN#" + menu + wrong);
        assertThat(shortened(call))
                .endsWith(
                        " %1$s choice-invalid %1$s choice-invalid help-menu goodbye"
                                .formatted(prompt));
        assertThat(call.result()).isEqualTo("CANCELLED");
    }

    @Test
    void pinKeyedAtTheExtensionIsNoEntryTooMany() {
        var owner = site.owner();
        var call =
                outside(
                        owner,
                        "<enter-extension>PIN#<pin-invalid>*<enter-extension>EXTENSION"
                                + "<enter-pin>PIN#<main-menu>*");
        assertThat(call.heard())
                .isEqualTo(
                        "welcome enter-extension enter-pin pin-invalid enter-extension enter-pin greeting main-menu goodbye");
        assertThat(owner.events()).containsExactly("SignIn Success");
    }

    @Test
    void poundTwiceIsNoEntryAndTheHelpFollows() {
        var owner = site.owner();
        var call = ownPhone(owner, "<enter-pin>##<help-pin>PIN##<main-menu>*");
        assertThat(call.heard())
                .endsWith("enter-pin no-entry no-entry help-pin greeting main-menu goodbye");
        assertThat(owner.events()).containsExactly("SignIn Success");
    }

    @Test
    void zeroWithoutAnOperatorIsAnExtensionThatIsTooShort() {
        var call = outside(site.owner(), "<enter-extension>0#<extension-invalid>,*");
        assertThat(call.heard())
                .isEqualTo("welcome enter-extension extension-invalid enter-extension goodbye");
        assertThat(call.result()).isEqualTo("CANCELLED");
        assertThat(call.next()).isEqualTo("hangup");
    }

    /// Without the second prompt of a menu or question, and without numbers.
    private static String shortened(AsteriskCall call) {
        return call.heard().replaceAll(" (number-[0-9]+|new-pin-2|latest-use)(?= |$)", "");
    }
}
