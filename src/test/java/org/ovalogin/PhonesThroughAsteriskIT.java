package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.lab.LegOrigin.outside;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ovalogin.lab.RealAsterisk;
import org.ovalogin.lab.SoftPhone;

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
            assertThat(site.lab.warnings()).isEmpty();
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
}
