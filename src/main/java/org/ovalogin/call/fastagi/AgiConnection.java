package org.ovalogin.call.fastagi;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.asteriskjava.util.SocketConnectionFacade;
import org.jspecify.annotations.Nullable;
import org.ovalogin.call.dialog.HungUp;
import org.slf4j.MDC;

/// One connection from Asterisk, as Asterisk-Java reads and writes it. [#arrived(String)],
/// [#ended()] and [#wake(long)] are for the event loop's thread, [#drop(String)] and [#close()] for
/// any thread, all others for the call's thread. Throws [HungUp] instead of [java.io.IOException].
final class AgiConnection implements SocketConnectionFacade {
    /// Twice as many lines as a request has. Asterisk never has more than one reply under way.
    private static final int MAX_QUEUED_LINES = 2 * FastAgiSettings.MAX_ENVIRONMENT_LINES;

    /// Bounds the memory of unread lines.
    private static final int MAX_QUEUED_CHARS = 4 * FastAgiSettings.MAX_ENVIRONMENT_CHARS;

    /// Letters of call ids. Without digits, a search of the log for a dialled number finds none by
    /// chance; without vowels, ids spell no words.
    private static final String ID_LETTERS = "bcdfghjklmnpqrstvwxz";

    private static final int ID_LENGTH = 8;

    private final CallChannel channel;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final String id;
    private final SparseLog dropped;
    private final Duration idleTimeout;
    private final long start = System.nanoTime();
    private final long environmentEnd;
    private final long callEnd;

    private final Lines lines = new Lines();
    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean atEnd;

    /// Null once the request is complete.
    private @Nullable Environment environment;

    private boolean hungUp;
    private Duration patience = Duration.ZERO;

    /// @param memory for its request
    /// @param dropped logs dropped connections
    AgiConnection(
            CallChannel channel,
            InetSocketAddress remote,
            FastAgiSettings settings,
            RequestMemory.Share memory,
            SparseLog dropped) {
        this.channel = channel;
        this.local = channel.localAddress();
        this.remote = remote;
        this.id = newId();
        this.environment = new Environment(memory);
        this.dropped = dropped;
        this.idleTimeout = settings.timeouts().idle();
        this.environmentEnd = start + settings.timeouts().environment().toNanos();
        this.callEnd = start + settings.timeouts().call().toNanos();
    }

    private static String newId() {
        var random = ThreadLocalRandom.current();
        var id = new StringBuilder(ID_LENGTH);
        while (id.length() < ID_LENGTH)
            id.append(ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length())));
        return id.toString();
    }

    /// The letters that name the call in the log.
    String id() {
        return id;
    }

    String client() {
        return remote.getAddress().getHostAddress();
    }

    void arrived(String line) {
        if (atEnd) return;
        if (line.startsWith("HANGUP")) {
            ended();
        } else if (!lines.add(line, MAX_QUEUED_LINES, MAX_QUEUED_CHARS)) {
            drop("a flood of lines");
        }
    }

    void ended() {
        if (atEnd) return;
        atEnd = true;
        lines.end();
        wake(System.nanoTime());
    }

    /// Makes the call check for new lines and for its deadline.
    void wake(long now) {
        lines.wake(now);
    }

    /// Closes the connection and logs it once.
    ///
    /// @param reason contains nothing that was received
    void drop(String reason) {
        if (closed.compareAndSet(false, true)) {
            try (var _ = MDC.putCloseable(AgiCall.ID, id)) {
                dropped.warn("dropped the connection from " + client() + ": " + reason);
            }
        }
        var _ = channel.close();
    }

    @Override
    public void close() {
        closed.set(true);
        var _ = channel.close();
    }

    /// Allows the caller this long, beyond the idle time-out, for the reply to the next command.
    void expect(Duration patience) {
        this.patience = patience;
    }

    /// The next line of the request.
    @Override
    public String readLine() {
        var announcing = environment;
        if (announcing == null) throw new IllegalStateException("the request is complete");
        var line = next(environmentEnd, "its request took too long");
        if (line == null) throw dropped("it ended before its request was complete");
        announcing
                .objection(line)
                .ifPresent(
                        reason -> {
                            throw dropped(reason);
                        });
        if (line.isEmpty()) environment = null;
        return line;
    }

    /// Asterisk's reply to the last command.
    Reply reply() {
        if (hungUp) throw new HungUp();
        var idleEnd = System.nanoTime() + idleTimeout.plus(patience).toNanos();
        patience = Duration.ZERO;
        var line =
                callEnd - idleEnd < 0
                        ? next(callEnd, "the call took too long")
                        : next(idleEnd, "no reply in time");
        if (line == null) throw gone();
        return Reply.of(line);
    }

    /// The next line; null if there will be none.
    private @Nullable String next(long end, String tooLate) {
        try {
            var line = lines.next(end);
            if (line == null && !lines.exhausted()) throw dropped(tooLate);
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw gone();
        }
    }

    private HungUp dropped(String reason) {
        drop(reason);
        return gone();
    }

    private HungUp gone() {
        hungUp = true;
        return new HungUp();
    }

    /// Sends a command at once.
    @Override
    public void write(String command) {
        var over = lines.exhausted();
        // An unrequested line, taken for the reply, would assign keys to the wrong question.
        if (!lines.isEmpty()) throw dropped("a line without a command");
        if (hungUp || over) throw gone();
        channel.send(command);
    }

    @Override
    public void flush() {
        // every command is already flushed
    }

    @Override
    public boolean isConnected() {
        return channel.isActive();
    }

    @Override
    public InetAddress getLocalAddress() {
        return local.getAddress();
    }

    @Override
    public int getLocalPort() {
        return local.getPort();
    }

    @Override
    public InetAddress getRemoteAddress() {
        return remote.getAddress();
    }

    @Override
    public int getRemotePort() {
        return remote.getPort();
    }
}
