package org.ovalogin.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Notice;

class ExpiryWarningsTest {
    @TempDir Path folder;
    private Site site;

    @BeforeEach
    void begin() {
        site = Site.with(folder, _ -> {}); // PINLifetime 60 days, PINExpiryWarning 7
    }

    @AfterEach
    void end() {
        site.close();
    }

    /// The notices after a call in every hour.
    private int warningsWithin(Duration time) {
        var before = warnings();
        for (var hour = 0; hour < time.toHours(); hour++) {
            new ExpiryWarnings(site.store).post();
            site.clock.pass(Duration.ofHours(1));
        }
        return warnings() - before;
    }

    private int warnings() {
        return Math.toIntExact(site.number("select count(*) from outbox where kind = 'EXPIRING'"));
    }

    @Test
    void beginWithTheWarningTimeAndEndWithThePin() {
        assertThat(warningsWithin(Duration.ofDays(53))).isZero();
        assertThat(warningsWithin(Duration.ofDays(7))).isEqualTo(7);
        assertThat(warningsWithin(Duration.ofDays(3))).isZero();
    }

    @Test
    void goToTheMailboxsAddressWithoutAPin() {
        site.clock.pass(Duration.ofDays(55));
        new ExpiryWarnings(site.store).post();
        assertThat(site.mail())
                .singleElement()
                .satisfies(
                        notice -> {
                            assertThat(notice.recipient()).isEqualTo("tony@contoso.com");
                            assertThat(notice.secret().sealed()).isEmpty();
                        });
    }

    @Test
    void areNoneWhereThePolicyHasNoLifetimeOrNoWarning() {
        site.sql("update mailbox_policy set pin_lifetime_days = null");
        assertThat(warningsWithin(Duration.ofDays(61))).isZero();
        site.sql("update mailbox_policy set pin_lifetime_days = 300, expiry_warning_days = 0");
        assertThat(warningsWithin(Duration.ofDays(300))).isZero();
    }

    @Test
    void areNoneForAPinThatMustBeChangedAnyway() {
        site.give(Site.OTHER, true);
        assertThat(warningsWithin(Duration.ofDays(60))).isZero();
    }

    @Test
    void unsentOneIsVoidOnceThePinIsChanged() {
        site.clock.pass(Duration.ofDays(55));
        new ExpiryWarnings(site.store).post();
        var prepared = site.pinChange.prepare(site.mailbox(), Site.OTHER);
        site.pinChange.commit(site.mailbox(), (PinChange.Prepared.Ready) prepared, Site.CALLER);
        assertThat(kinds()).containsExactly(Notice.Kind.CHANGED);
        assertThat(warningsWithin(Duration.ofDays(50))).isZero();
    }

    private List<Notice.Kind> kinds() {
        var kinds = new ArrayList<Notice.Kind>();
        for (var notice : site.mail()) kinds.add(notice.kind());
        return kinds;
    }
}
