package org.ovalogin.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Site;

/// `lockedUntil`: the time at which `lockedOut` becomes false by itself.
class LockedUntilTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir Path folder;

    private Served served;
    private Site site;
    private String token;

    @BeforeEach
    void serve() {
        served = Served.in(folder);
        site = served.site;
        token = served.token("ada", Role.AUDITOR);
        site.sql("update mailbox_policy set lockout_minutes = 60, separate_trusted_lockout = 1");
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private JsonNode pin() {
        return served.send(token, "GET", "/mailboxes/tonysmith/pin", "").json();
    }

    @Test
    void isTheEndOfTheLastLock() {
        assertThat(pin().get("lockedUntil").isNull()).isTrue();
        site.fail(15);
        var outside = site.clock.instant().plus(HOUR);
        assertThat(pin().path("lockedUntil").asText()).isEqualTo(outside.toString());
        site.clock.pass(Duration.ofMinutes(10));
        site.fail(15, Site.OWN_PHONE);
        var own = site.clock.instant().plus(HOUR);
        assertThat(pin().path("lockedUntil").asText()).isEqualTo(own.toString());
        site.clock.pass(Duration.ofMinutes(59));
        assertThat(pin().path("lockedOut").asBoolean()).isTrue();
        assertThat(pin().path("lockedUntil").asText()).isEqualTo(own.toString());
        site.clock.pass(Duration.ofMinutes(1));
        assertThat(pin().path("lockedOut").asBoolean()).isFalse();
        assertThat(pin().get("lockedUntil").isNull()).isTrue();
    }

    @Test
    void isNullWhereAPersonHasToLiftIt() {
        site.fail(15);
        site.sql("update mailbox_policy set lockout_minutes = null");
        assertThat(pin().path("lockedOut").asBoolean()).isTrue();
        assertThat(pin().get("lockedUntil").isNull()).isTrue();
        site.sql("update mailbox_policy set lockout_minutes = 60");
        site.administration.pins().lock(site.guid(), Site.ADMINISTRATOR);
        assertThat(pin().path("lockReason").asText()).isEqualTo("administrator");
        assertThat(pin().get("lockedUntil").isNull()).isTrue();
    }

    @Test
    void isNullAtAHundredCharges() {
        site.sql("update mailbox_policy set lockout_minutes = 1");
        site.fail(15);
        for (var period = 0; period < 85; period++) {
            assertThat(pin().path("lockedUntil").isTextual()).as("period %d", period).isTrue();
            site.clock.pass(Duration.ofMinutes(1));
            site.fail(1);
        }
        assertThat(pin().path("outsideLockedOut").asBoolean()).isTrue();
        assertThat(pin().get("lockedUntil").isNull()).isTrue();
    }
}
