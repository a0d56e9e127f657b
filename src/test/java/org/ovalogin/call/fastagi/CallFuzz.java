package org.ovalogin.call.fastagi;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.call.dialog.CallListener;
import org.ovalogin.call.dialog.Catalogue;
import org.ovalogin.call.dialog.Locality;
import org.ovalogin.call.dialog.Pace;
import org.ovalogin.call.dialog.Reception;
import org.ovalogin.call.dialog.Switchboard;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.signin.OutsideAccess;
import org.slf4j.LoggerFactory;

/// Whatever the other end of the line says, and whenever it leaves: the call ends, nobody gets in
/// without the right PIN, a call has three guesses, the log contains no digits, and nothing fails
/// here. Line, dialogs and database are real.
class CallFuzz {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// Digits that nobody dialled: GUIDs, addresses, times, and the language of a missing sound.
    private static final String NOT_DIALLED =
            "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|127\\.0\\.0\\.1|seconds=[0-9.]+|language '.*'";

    /// `LogonFailuresBeforeDisconnect` of the dial plan.
    private static final int MOST_REFUSALS = 3;

    @TempDir static Path folder;
    private static Site site;
    private static Mailbox untouched;
    private static FastAgiServer server;
    private static int port;
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("org.ovalogin");
    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
    private static final AtomicInteger UNDER_WAY = new AtomicInteger();

    @BeforeAll
    static void serve() {
        site = Site.with(folder, _ -> {});
        untouched = site.mailbox();
        var reception =
                new Reception(
                        new Reception.Mailboxes(
                                name -> site.store.read(view -> view.dialPlans().find(name)),
                                site.signIn,
                                site.pinChange,
                                new OutsideAccess(site.store),
                                site.sessions),
                        new Catalogue(),
                        new Pace(Duration.ZERO, Duration.ofSeconds(18), Runnable::run),
                        new Locality(site.clock, ZoneOffset.UTC, true),
                        new Switchboard(CallListener.NONE));
        var settings = new TryFastAgi();
        settings.idleTimeout = PATIENCE;
        server =
                new FastAgiServer(
                        settings.build(),
                        (call, line) -> {
                            UNDER_WAY.incrementAndGet();
                            try {
                                reception.handle(call, line);
                            } finally {
                                UNDER_WAY.decrementAndGet();
                            }
                        });
        port = server.start();
        LOG.list = new CopyOnWriteArrayList<>();
        LOG.start();
        LOGGER.setAdditive(false);
        LOGGER.setLevel(Level.INFO);
        LOGGER.addAppender(LOG);
    }

    @AfterAll
    static void close() {
        LOGGER.detachAppender(LOG);
        server.close();
        site.close();
    }

    @FuzzTest
    @DictionaryEntries({"200 result=", "200 result=-1", "HANGUP", "agi_network_script: ", "511 "})
    void calls(byte[] bytes) {
        site.store.change(work -> work.mailboxes().save(untouched));
        LOG.list.clear();
        var asterisk = new FuzzedAsterisk(bytes);
        asterisk.call(port);
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (UNDER_WAY.get() > 0 && System.nanoTime() - end < 0) LockSupport.parkNanos(100_000);
        site.afterwards.run();
        assertThat(UNDER_WAY).as("calls that have not ended").hasValue(0);
        assertThat(charged()).as("comparisons in one call").isLessThanOrEqualTo(MOST_REFUSALS);
        if (asterisk.letIn()) assertThat(asterisk.keys()).contains(Site.RIGHT.digits());
        assertThat(logged().replaceAll(NOT_DIALLED, "")).doesNotContainPattern("[0-9]{4}");
        assertThat(LOG.list).noneMatch(CallFuzz::isFault);
    }

    /// Wrong PINs that the call was charged for; a right one clears them.
    private static int charged() {
        return site.mailbox().lockouts().outside().failures();
    }

    /// Without stack positions, whose digits are line numbers.
    private static String logged() {
        return LOG.list.stream()
                .map(
                        event ->
                                event.getFormattedMessage()
                                        + "\n"
                                        + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .collect(Collectors.joining("\n"))
                .replaceAll("(?m)^\\s+at .*$", "");
    }

    /// Impossible replies from Asterisk, and sounds that it claims it can't play, are not our
    /// faults.
    private static boolean isFault(ILoggingEvent event) {
        return event.getLevel().isGreaterOrEqual(Level.ERROR)
                && !event.getFormattedMessage().startsWith("Asterisk can't play")
                && !event.getThrowableProxy().getMessage().contains("UnexpectedReply")
                && !event.getThrowableProxy().getMessage().startsWith("Asterisk replied");
    }
}
