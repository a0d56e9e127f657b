package org.ovalogin.cli.phone;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ovalogin.call.dialog.Key;

/// The phone's end of the line, where keys, the server's commands and the hang-up meet.
/// Thread-safe: the keyboard, the socket and the call each have a thread.
final class Channel {
    /// Asterisk's value for no time-out (`ast_app_getdata_full`).
    static final Duration FOREVER = Duration.ofSeconds(1_000_000);

    /// Time for the server to leave after the hang-up; exceeds every verdict.
    private static final Duration LEAVING = Duration.ofSeconds(30);

    private static final int RINGING = 4;
    private static final int UP = 6;

    private final Keypad keypad;
    private final Transcript transcript;
    private final Deque<String> commands = new ArrayDeque<>();
    private boolean running;
    private boolean answered;
    private boolean serverLeft;
    private boolean hungUp;
    private boolean hangUpTold;
    private long hungUpAtNanos;
    private boolean limited;
    private long hangUpAtNanos;

    Channel(Keypad keypad, Transcript transcript) {
        this.keypad = keypad;
        this.transcript = transcript;
    }

    synchronized void commandArrives(String line) {
        commands.add(line);
        notifyAll();
    }

    synchronized void serverLeaves() {
        serverLeft = true;
        notifyAll();
    }

    /// Wakes a listening command.
    synchronized void keyArrives() {
        notifyAll();
    }

    /// Whether a key pressed now can be read. Asterisk drops keys between two commands.
    synchronized boolean attentive() {
        return running && answered && !hungUp;
    }

    synchronized void answer() {
        answered = true;
    }

    /// `AST_STATE_RING` or `AST_STATE_UP`.
    synchronized int status() {
        return answered ? UP : RINGING;
    }

    /// The first call tells the server and gives it time to leave; the second one leaves at once.
    synchronized void hangUpOrLeave() {
        if (hungUp) serverLeaves();
        hangUp();
    }

    synchronized void hangUp() {
        if (hungUp || serverLeft) return;
        hungUp = true;
        hungUpAtNanos = System.nanoTime();
        transcript.note("hung up");
        notifyAll();
    }

    /// Zero removes the limit.
    synchronized void hangUpAfter(Duration limit) {
        limited = !limit.isZero();
        hangUpAtNanos = System.nanoTime() + limit.toNanos();
    }

    /// Waits for the next event; the last command is done.
    synchronized PhoneEvent next() {
        running = false;
        while (true) {
            if (hungUp() && !hangUpTold) {
                hangUpTold = true;
                return PhoneEvent.End.HUNG_UP;
            }
            if (!commands.isEmpty()) {
                running = true;
                return new PhoneEvent.Command(commands.remove());
            }
            if (serverLeft) return PhoneEvent.End.SERVER_LEFT;
            var left = LEAVING.toNanos() - (System.nanoTime() - hungUpAtNanos);
            if (hungUp && left <= 0) return PhoneEvent.End.SERVER_LEFT;
            pause(hungUp ? left : FOREVER.toNanos());
        }
    }

    /// Listens while a sound plays.
    ///
    /// @param cutBy the keys that cut it; any other is lost
    synchronized Heard play(Duration length, String cutBy) {
        keypad.soundBegins();
        return listen(keypad.playing(length), cutBy, false);
    }

    synchronized Heard listen(Duration patience) {
        return listen(patience, Keypad.ALL, true);
    }

    private Heard listen(Duration patience, String wanted, boolean silent) {
        if (silent) transcript.silence();
        var start = System.nanoTime();
        while (true) {
            if (hungUp()) return Heard.Nothing.HUNG_UP;
            if (!commands.isEmpty() || serverLeft) return Heard.Nothing.INTERRUPTED;
            var key = answered ? keypad.take(wanted) : Optional.<Key>empty();
            if (key.isPresent()) {
                if (wanted.indexOf(key.get().symbol()) >= 0) {
                    transcript.key();
                    return new Heard.Pressed(key.get());
                }
                transcript.lostKey();
                continue;
            }
            var left = patience.toNanos() - (System.nanoTime() - start);
            if (left <= 0) {
                if (silent) transcript.waitedInVain();
                return Heard.Nothing.SILENCE;
            }
            if (silent && keypad.tiresOf(patience)) {
                hangUp();
            } else {
                pause(left);
            }
        }
    }

    private boolean hungUp() {
        if (!hungUp && limited && System.nanoTime() - hangUpAtNanos >= 0) hangUp();
        return hungUp;
    }

    private void pause(long nanos) {
        var longest = nanos;
        if (limited && !hungUp) longest = Math.min(nanos, hangUpAtNanos - System.nanoTime());
        try {
            // at least 1 ms: a shorter wait may not wait at all
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(longest, 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            hangUp();
            serverLeft = true;
        }
    }
}
