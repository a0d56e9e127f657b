package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.Owner.keying;
import static org.ovalogin.lab.LegOrigin.phone;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.input.Language;
import org.ovalogin.lab.AsteriskCall;
import org.ovalogin.lab.LegOrigin;
import org.ovalogin.lab.RealAsterisk;

/// The language of calls through a real Asterisk, voice mail and greetings included: by the
/// dialplan's argument, the channel, the dial plan and the mailbox.
@RealAsterisk
class LanguageThroughAsteriskIT {
    /// Voice mail, back, greetings, back, out.
    private static final String ROUND =
            "<main-menu>1<vm-opts>#<main-menu>6<personal-options>2<vm-options><vm-options>~1*"
                    + "<main-menu>*";

    private static AsteriskSite site;

    @BeforeAll
    static void start() {
        site = AsteriskSite.start();
        site.database.change(
                "update dial_plan set default_language = 'de-DE' where dial_plan = ?",
                Administration.DEFAULT_DIAL_PLAN);
    }

    @AfterAll
    static void end() {
        try (var _ = site) {
            site.assertNoPinWasWritten();
            assertThat(site.lab.warnings()).isEmpty();
        }
    }

    private static String plan(String language) {
        return site.dialPlan(AsteriskSite.POLICY, AsteriskSite.Settings.DEFAULT.speaking(language));
    }

    private static LegOrigin.Inside asking(LegOrigin.Inside caller, String argument) {
        return argument == null ? caller : caller.asking(argument);
    }

    private static List<String> spoken(AsteriskCall call, int from, int to) {
        return call.sounds().subList(from, to).stream()
                .map(AsteriskCall.Sound::language)
                .distinct()
                .toList();
    }

    private static int place(AsteriskCall call, String prompt) {
        return call.sounds().stream().map(AsteriskCall.Sound::name).toList().indexOf(prompt);
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @CsvSource({
        ",en,de-DE,,de,de",
        ",en,fr-FR,,fr,fr",
        "de,en,fr-FR,,de,de",
        "fr_CA,en,de-DE,,fr,fr",
        "pt,en,fr-FR,,fr,fr",
        ",fr,de-DE,,fr,fr",
        ",en,de-DE,FR,de,fr",
        "de,fr,es-ES,IT,de,it"
    })
    void isTheSameInVoiceMailAndGreetings(
            String argument,
            String channel,
            String dialPlan,
            Language mailbox,
            String before,
            String after) {
        var owner = site.owner(plan(dialPlan), Optional.ofNullable(mailbox));
        var caller = AsteriskSite.stranger().speaking(channel).of(owner.key().dialPlan());
        var call = site.lab.call(asking(caller, argument), owner.signingIn() + ROUND);
        var in = place(call, "ova/greeting");
        assertThat(spoken(call, 0, in)).containsExactly(before);
        assertThat(spoken(call, in, call.sounds().size())).containsExactly(after);
        assertThat(call.sounds())
                .extracting(AsteriskCall.Sound::name)
                .contains("vm-opts", "vm-options");
        assertThat(call.requests()).isEqualTo(3);
        assertThat(call.heard()).endsWith(" main-menu goodbye");
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @CsvSource({",en,de-DE,FR", "de,fr,es-ES,IT", "en_US,en,fr-FR,DE"})
    void atTheOwnPhoneIsTheMailboxsThroughout(
            String argument, String channel, String dialPlan, Language mailbox) {
        var owner = site.owner(plan(dialPlan), Optional.of(mailbox));
        var call =
                site.lab.call(
                        asking(owner.ownPhone().speaking(channel), argument),
                        keying(owner.pin()) + ROUND);
        assertThat(spoken(call, 0, call.sounds().size())).containsExactly(mailbox.code());
        assertThat(call.heard()).startsWith("welcome ").endsWith(" main-menu goodbye");
    }

    @Test
    void ofAnEndpointWithoutLanguageIsTheDialPlans() {
        var owner = site.ownerOf("51234");
        var call = site.lab.call(phone("51234"), keying(owner.pin()) + "<main-menu>1<vm-youhave>!");
        assertThat(spoken(call, 0, call.sounds().size())).containsExactly("de");
    }
}
