package org.ovalogin.core.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;
import static org.ovalogin.core.administration.Site.OTHER;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.administration.OnSite;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Admission;

class CallSessionsTest extends OnSite {
    private static final String CALL = "1700000000.1 PJSIP/51234-00000001 127.0.0.1";

    private String issued(Admission.Level level) {
        return site.sessions.issue(
                new Admission(
                        site.mailbox(), level, 2, Optional.empty(), false, site.clock.instant()),
                CALL,
                soFar().ends(),
                soFar().refusals());
    }

    private CallSessions.Redeemed redeem(String token) {
        return site.sessions.redeem(token, CALL, Site.CALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PIN", "PINLESS"})
    void tokenBringsBackWhatItWasIssuedFor(String level) {
        var token = issued(Admission.Level.valueOf(level));
        assertThat(token).matches("[0-9a-f]{32}");
        assertThat(redeem(token))
                .isInstanceOfSatisfying(
                        CallSessions.Returned.class,
                        back -> {
                            assertThat(back.admission().mailbox()).isEqualTo(site.mailbox());
                            assertThat(back.admission().level())
                                    .isEqualTo(Admission.Level.valueOf(level));
                            assertThat(back.admission().failedBefore()).isZero();
                            assertThat(back.call()).isEqualTo(soFar());
                        });
    }

    private CallSessions.SoFar soFar() {
        return new CallSessions.SoFar(site.clock.instant().plus(Duration.ofMinutes(30)), 2);
    }

    @Test
    void tokenIsKeptHashedOnly() {
        var token = issued(Admission.Level.PIN);
        assertThat(site.texts("select token_hash from session"))
                .hasSize(1)
                .noneMatch(text -> text.contains(token));
    }

    @Test
    void tokenIsGoodOnce() {
        var token = issued(Admission.Level.PIN);
        assertThat(redeem(token)).isInstanceOf(CallSessions.Returned.class);
        assertThat(redeem(token)).isInstanceOf(CallSessions.Unknown.class);
    }

    @Test
    void tokenOfAnotherCallIsNoneAndStaysGoodForItsOwn() {
        var token = issued(Admission.Level.PIN);
        assertThat(site.sessions.redeem(token, CALL + "0", Site.CALL))
                .isInstanceOf(CallSessions.Unknown.class);
        assertThat(redeem("")).isInstanceOf(CallSessions.Unknown.class);
        assertThat(redeem("' or 1=1 --")).isInstanceOf(CallSessions.Unknown.class);
        assertThat(redeem(token)).isInstanceOf(CallSessions.Returned.class);
    }

    @Test
    void tokenEndsWithTheCall() {
        var token = issued(Admission.Level.PIN);
        var other = issued(Admission.Level.PIN);
        site.clock.pass(Duration.ofMinutes(30).minusMillis(1));
        assertThat(redeem(token)).isInstanceOf(CallSessions.Returned.class);
        site.clock.pass(Duration.ofMillis(1));
        assertThat(redeem(other)).isInstanceOf(CallSessions.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"administrator", "failures", "reset", "disable"})
    void tokenOpensNothingOnceTheMailboxIsNoLongerOpen(String by) {
        var token = issued(Admission.Level.PIN);
        var call = soFar();
        switch (by) {
            case "administrator" -> site.administration.pins().lock(site.guid(), ADMINISTRATOR);
            case "failures" -> site.fail(15);
            case "reset" -> site.give(OTHER, true);
            default -> site.sql("update mailbox set subscriber_access = 0");
        }
        assertThat(redeem(token)).isEqualTo(new CallSessions.Closed(site.mailbox(), call));
        assertThat(redeem(token)).isInstanceOf(CallSessions.Unknown.class);
        assertThat(site.texts("select result from event where result = 'Returned'")).isEmpty();
    }

    @Test
    void tokenOfADeletedMailboxIsUnknown() {
        var token = issued(Admission.Level.PIN);
        site.administration.mailboxes().disable(site.guid(), ADMINISTRATOR);
        assertThat(redeem(token)).isInstanceOf(CallSessions.Unknown.class);
    }

    @Test
    void returnIsNoSuccess() {
        site.fail(3);
        redeem(issued(Admission.Level.PIN));
        assertThat(site.mailbox().lockouts().outside().failures()).isEqualTo(3);
        assertThat(site.mailbox().lockouts().outside().streak()).isEqualTo(1);
    }

    @Test
    void ofAHundredThreadsWithOneTokenExactlyOneComesBack() throws Exception {
        var token = issued(Admission.Level.PIN);
        var start = new CountDownLatch(1);
        try (var second = Site.at(folder);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempts =
                    IntStream.range(0, 100)
                            .mapToObj(
                                    i ->
                                            threads.submit(
                                                    () -> {
                                                        start.await();
                                                        var here = i % 2 == 0 ? site : second;
                                                        return here.sessions.redeem(
                                                                        token, CALL, Site.CALL)
                                                                instanceof CallSessions.Returned;
                                                    }))
                            .toList();
            start.countDown();
            var won = 0;
            for (Future<Boolean> attempt : attempts) if (attempt.get()) won++;
            assertThat(won).isEqualTo(1);
        }
    }
}
