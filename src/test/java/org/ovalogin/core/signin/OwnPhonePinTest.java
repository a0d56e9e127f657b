package org.ovalogin.core.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.administration.Site.CALL;
import static org.ovalogin.core.administration.Site.OTHER;
import static org.ovalogin.core.administration.Site.OWN_PHONE;
import static org.ovalogin.core.administration.Site.WRONG;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.SignInResult;
import org.ovalogin.core.mailbox.PinState;
import org.ovalogin.core.mailbox.PinValidity;
import org.ovalogin.core.signin.Verdict.MustChange;
import org.ovalogin.core.signin.Verdict.Refused;
import org.ovalogin.core.signin.Verdict.Why;

/// A PIN that opens from the mailbox's own phone only, until a moment of its own.
class OwnPhonePinTest {
    private static final Duration LASTS = Duration.ofDays(60);

    @TempDir Path folder;
    private Site site;

    @BeforeEach
    void giveWeakPin() {
        site = Site.with(folder, draft -> draft.separateTrustedLockout = true);
        site.save(
                m ->
                        m.with(
                                new PinState(
                                        site.sealed(m.guid(), OTHER),
                                        m.pin().version() + 1,
                                        false,
                                        site.clock.instant(),
                                        new PinValidity(
                                                true,
                                                Optional.of(site.clock.instant().plus(LASTS)),
                                                true),
                                        false)));
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void itOpensTheChangeOfPinFromTheOwnPhone() {
        assertThat(site.attempt(OTHER, OWN_PHONE))
                .isInstanceOfSatisfying(
                        MustChange.class, m -> assertThat(m.why()).isEqualTo(Why.REQUIRED));
        assertThat(site.mailbox().lockouts().trusted().failures()).isZero();
    }

    @Test
    void fromElsewhereItIsChargedAndRecordedLikeAWrongOne() {
        assertThat(site.attempt(OTHER, CALL)).isEqualTo(new Refused());
        var afterRight = site.mailbox();
        assertThat(site.attempt(WRONG, CALL)).isEqualTo(new Refused());
        var afterWrong = site.mailbox();
        assertThat(afterRight.lockouts().outside().failures()).isEqualTo(1);
        assertThat(afterWrong.lockouts().outside().failures()).isEqualTo(2);
        assertThat(afterWrong.pin()).isEqualTo(afterRight.pin());
        assertThat(site.texts("select distinct name || result from event"))
                .containsExactly("SIGN_INWrongPin");
        assertThat(site.signIns(SignInResult.WRONG_PIN)).isEqualTo(2);
    }

    @Test
    void fromElsewhereItIsCountedUntilTheLockWithoutAReset() {
        for (var i = 0; i < 20; i++) {
            site.attempt(OTHER, CALL);
            site.afterwards.run();
        }
        assertThat(site.signIns(SignInResult.WRONG_PIN)).isEqualTo(15);
        assertThat(site.signIns(SignInResult.LOCKED)).isEqualTo(5);
        assertThat(site.events(Event.Name.AUTOMATIC_RESET)).isZero();
        assertThat(site.attempt(OTHER, OWN_PHONE)).isInstanceOf(MustChange.class);
    }

    @Test
    void itLapsesAtItsOwnMomentAndNotByTheTemporaryLifetime() {
        site.clock.pass(Duration.ofDays(59));
        assertThat(site.attempt(OTHER, OWN_PHONE)).isInstanceOf(MustChange.class);
        site.clock.pass(Duration.ofDays(1));
        assertThat(site.attempt(OTHER, OWN_PHONE)).isEqualTo(new Refused());
        assertThat(site.signIns(SignInResult.LAPSED)).isEqualTo(1);
    }

    @Test
    void aPinOfTheOwnersChoiceOpensFromEverywhere() {
        site.attempt(OTHER, OWN_PHONE);
        site.save(m -> m.with(m.pin().chosen(site.sealed(m.guid(), WRONG), site.clock.instant())));
        assertThat(site.attempt(WRONG, CALL)).isInstanceOf(Verdict.Admitted.class);
        assertThat(site.mailbox().pin().validity())
                .isEqualTo(new PinValidity(false, Optional.empty(), false));
    }
}
