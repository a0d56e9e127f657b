package org.ovalogin.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.store.Patience;
import org.slf4j.MDC;

class TimeLimitTest {
    private final CountDownLatch release = new CountDownLatch(1);

    private static <T> T kept(Patience patience, TimeLimit.Use<T> use) {
        return patience.during(
                () -> {
                    try {
                        return TimeLimit.keep(use);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private boolean released() {
        try {
            return release.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whereNobodyInParticularWaitsItIsTheThreadsOwnWork() throws Exception {
        assertThat(TimeLimit.<Thread>keep(_ -> Thread.currentThread()))
                .isSameAs(Thread.currentThread());
    }

    @Test
    void whoeverWaitsIsFreeInTimeAndWhatIsMadeLaterLearnsOfIt() throws Exception {
        var later = new CompletableFuture<Boolean>();
        var patience = new Patience(Duration.ofMillis(50));
        assertThatThrownBy(
                        () ->
                                kept(
                                        patience,
                                        limit -> {
                                            released();
                                            try {
                                                limit.check();
                                                later.complete(true);
                                            } catch (SQLTimeoutException _) {
                                                later.complete(false);
                                            }
                                            return 1;
                                        }))
                .hasCauseInstanceOf(SQLTimeoutException.class);
        release.countDown();
        assertThat(later.get(1, TimeUnit.MINUTES)).as("goes on").isFalse();
    }

    @Test
    void nothingIsBegunForWhomItIsTooLate() {
        var begun = new CompletableFuture<Boolean>();
        var patience = new Patience(Duration.ofMillis(-1));
        assertThatThrownBy(() -> kept(patience, _ -> begun.complete(true)))
                .hasCauseInstanceOf(SQLTimeoutException.class);
        assertThat(begun).isNotDone();
    }

    @Test
    void answeredOnceMoreTheyWaitAnew() {
        var patience = new Patience(Duration.ofSeconds(30));
        var left = patience.during(() -> Patience.left().orElseThrow());
        patience.anew();
        assertThat(patience.during(() -> Patience.left().orElseThrow())).isGreaterThan(left);
        assertThat(Patience.left()).isEmpty();
    }

    @Test
    void resultAndFaultsAreThoseOfTheUseInTheNameOfTheCall() {
        var patience = new Patience(Duration.ofMinutes(1));
        MDC.put("call", "7");
        try {
            assertThat(TimeLimitTest.<String>kept(patience, _ -> MDC.get("call"))).isEqualTo("7");
        } finally {
            MDC.clear();
        }
        assertThatThrownBy(
                        () ->
                                kept(
                                        patience,
                                        _ -> {
                                            throw new SQLException("gone");
                                        }))
                .hasRootCauseMessage("gone");
        assertThatThrownBy(
                        () ->
                                kept(
                                        patience,
                                        _ -> {
                                            throw new Exclusion.Needed();
                                        }))
                .isInstanceOf(Exclusion.Needed.class);
    }
}
