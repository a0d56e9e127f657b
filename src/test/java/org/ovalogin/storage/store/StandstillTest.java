package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ovalogin.core.administration.Site.RIGHT;
import static org.ovalogin.core.administration.Site.WRONG;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Event.SignInResult;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.signin.Verdict;
import org.ovalogin.core.store.Patience;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/// The disk stands still in the midst of one of the commits of a sign-in: nobody is let in, nobody
/// waits longer than they are prepared to, and what was charged stays charged.
class StandstillTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @TempDir Path folder;
    private Site site;
    private final CountDownLatch release = new CountDownLatch(1);

    @BeforeEach
    void open() {
        site = Site.with(folder, _ -> {});
    }

    @AfterEach
    void close() {
        release.countDown();
        site.close();
    }

    /// SQLite asks in the midst of each commit that has something to write.
    private final class Held implements SQLiteCommitListener {
        private final AtomicInteger left;

        Held(int commit) {
            left = new AtomicInteger(commit);
        }

        @Override
        public void onCommit() {
            if (left.decrementAndGet() != 0) return;
            try {
                assertThat(release.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void onRollback() {}
    }

    private void hold(int commit) throws SQLException {
        site.database
                .writer()
                .useHandle(
                        h ->
                                h.getConnection()
                                        .unwrap(SQLiteConnection.class)
                                        .addCommitListener(new Held(commit)));
    }

    private Verdict attempt(Pin pin) {
        return new Patience(PATIENCE).during(() -> site.attempt(pin));
    }

    @ParameterizedTest
    @CsvSource({"1, 739164", "2, 739164", "1, 204857", "2, 204857"})
    void itIsUnavailableInTimeAndGoesOnByItself(int commit, String pin) throws Exception {
        hold(commit);
        var start = System.nanoTime();
        assertThat(attempt(Site.pin(pin))).isEqualTo(new Verdict.Unavailable());
        assertThat(attempt(RIGHT)).as("the next caller").isEqualTo(new Verdict.Unavailable());
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isLessThan(PATIENCE.multipliedBy(2).plusSeconds(5));
        release.countDown();
        await().until(() -> attempt(RIGHT) instanceof Verdict.Admitted);
        assertThat(site.mailbox().lockouts().outside().failures()).isZero();
        // a verdict that was made after its caller had gone is in the record
        assertThat(site.signIns(SignInResult.SUCCESS)).isBetween(1, 2);
    }

    @Test
    void chargeThatWasGivenUpBeforeItsTurnIsNotMade() throws Exception {
        hold(1);
        assertThat(attempt(WRONG)).isEqualTo(new Verdict.Unavailable());
        for (var i = 0; i < 3; i++) assertThat(attempt(WRONG)).isEqualTo(new Verdict.Unavailable());
        release.countDown();
        site.store.change(work -> {});
        assertThat(site.mailbox().lockouts().outside().failures())
                .as("the one in the commit alone")
                .isOne();
    }
}
