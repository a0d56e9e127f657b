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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.administration.FailingStore;
import org.ovalogin.core.administration.OnSite;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.pin.Pin;

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

    @Nested
    class MadeWithTheVerdict {
        private ReturnToken token;

        @BeforeEach
        void begin() {
            token = site.sessions.forCall(CALL, soFar().ends());
        }

        private Verdict attempt(SignIn signIn, Pin pin) {
            var back = Optional.of(new SignIn.Return(token, 2));
            return signIn.attempt(Site.KEY, pin, Site.CALL, back);
        }

        private Admission admission(Verdict verdict) {
            return verdict instanceof Verdict.MustChange(var must, _)
                    ? must
                    : ((Verdict.Admitted) verdict).admission();
        }

        private long rows() {
            return site.number("select count(*) from session");
        }

        @Test
        void bringsBackWithoutAnotherWrite() {
            var admission = admission(attempt(site.signIn, Site.RIGHT));
            var writes = site.database.writes().transactions();
            var given = site.sessions.handOver(token, admission, 2);
            assertThat(site.database.writes().transactions()).isEqualTo(writes);
            assertThat(redeem(given))
                    .isInstanceOfSatisfying(
                            CallSessions.Returned.class,
                            back -> assertThat(back.call()).isEqualTo(soFar()));
            assertThat(rows()).isEqualTo(1);
        }

        @Test
        void isGivenOnce() {
            var admission = admission(attempt(site.signIn, Site.RIGHT));
            var one = site.sessions.handOver(token, admission, 2);
            assertThat(site.sessions.handOver(token, admission, 2)).isNotEqualTo(one);
            assertThat(rows()).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void isNotMadeWithARefusalOrAForcedChange(boolean right) {
            site.give(OTHER, true);
            attempt(site.signIn, right ? OTHER : Site.WRONG);
            assertThat(rows()).isZero();
            assertThat(token.left()).isEmpty();
        }

        @Test
        void isVoidOnceTheCallIsOverAndStaysIfItWasGiven() {
            var admission = admission(attempt(site.signIn, Site.RIGHT));
            site.sessions.over(token);
            assertThat(rows()).isZero();
            var given =
                    site.sessions.handOver(
                            site.sessions.forCall(CALL, soFar().ends()), admission, 2);
            site.sessions.over(token);
            assertThat(redeem(given)).isInstanceOf(CallSessions.Returned.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"pin", "level", "refusals"})
        void isNotGivenOnceTheAdmissionIsAnother(String other) {
            var admission = admission(attempt(site.signIn, Site.RIGHT));
            var mailbox = admission.mailbox();
            var now = site.clock.instant();
            var changed =
                    switch (other) {
                        case "pin" ->
                                admission.withNewPin(
                                        mailbox.with(mailbox.pin().chosen("sealed", now)));
                        case "level" -> Admission.of(mailbox, Admission.Level.PINLESS, 0, now);
                        default -> admission;
                    };
            var refusals = other.equals("refusals") ? 3 : 2;
            site.sessions.handOver(token, changed, refusals);
            assertThat(rows()).isEqualTo(2);
            site.sessions.over(token);
            assertThat(rows()).as("the unfit one is void").isEqualTo(1);
        }

        /// The commit may have been made or not: nobody is let in, and nobody knows its token.
        @ParameterizedTest
        @EnumSource(FailingStore.When.class)
        void isNobodysWhereTheCommitFailed(FailingStore.When when) {
            var signIn = site.signIn(new FailingStore(site.store, 2, when));
            assertThat(attempt(signIn, Site.RIGHT)).isEqualTo(new Verdict.Unavailable());
            assertThat(token.left()).isEmpty();
        }
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
