package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Role;
import org.ovalogin.lab.AsteriskCall;
import org.ovalogin.lab.RealAsterisk;

/// `SelfServiceHint` through a real Asterisk: a sound file that it has, and one that it lacks.
@RealAsterisk
class HintThroughAsteriskIT {
    private static final Actor ADMINISTRATOR =
            new Actor(Optional.empty(), "test", Role.ADMINISTRATOR.rights(), "");

    private static AsteriskSite site;
    private static String plan;

    @BeforeAll
    static void start() {
        site = AsteriskSite.start();
        plan = site.dialPlan(AsteriskSite.POLICY, AsteriskSite.Settings.DEFAULT);
    }

    @AfterAll
    static void end() {
        site.close();
    }

    private static AsteriskCall refusedThrice(String hint) {
        site.core
                .administration()
                .dialPlans()
                .change(
                        plan,
                        found -> found.with(draft -> draft.selfServiceHint = Optional.of(hint)),
                        ADMINISTRATOR);
        var wrong = "70361548#";
        return site.lab.call(
                AsteriskSite.stranger().of(plan),
                "<enter-extension>59999<enter-pin>%1$s<enter-pin-again>%1$s<enter-pin-again>%1$s"
                        .formatted(wrong));
    }

    @Test
    void fileIsPlayedBeforeTryLater() {
        var call = refusedThrice("ova/goodbye");
        assertThat(call.heard()).endsWith(" goodbye try-later");
        assertThat(call.result()).isEqualTo("FAILED");
    }

    @Test
    void missingFileIsAnErrorOnceAndTheCallEndsAsEver() {
        for (var time = 0; time < 2; time++) {
            var call = refusedThrice("custom/none");
            assertThat(call.heard()).endsWith(" try-later").doesNotContain("goodbye");
            assertThat(call.result()).isEqualTo("FAILED");
        }
        assertThat(site.log.at(Level.ERROR))
                // A new owner's PIN is reset, perhaps before the letter with the first one went.
                .filteredOn(line -> !line.startsWith("notice "))
                .containsExactly(
                        "Asterisk can't play the sound file 'custom/none' in language 'en'");
    }
}
