package org.ovalogin.cli.phone;

import java.io.IOException;
import java.time.Duration;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;

/// The terminal's keyboard as a phone's keys: each counts at once, without Enter. Closing it
/// restores the terminal.
final class Keyboard implements AutoCloseable {
    /// A tone and the gap after it. Even pasted keys arrive at a phone's pace.
    private static final Duration TONE = Duration.ofMillis(100);

    /// Bounds each read. An endless one would hold the lock that closing the terminal needs
    /// (`NonBlockingInputStreamImpl` of JLine), and the phone could not end before the next key.
    private static final long PATIENCE_MS = 250;

    private static final int CTRL_C = 3;
    private static final int CTRL_D = 4;
    private static final int ESCAPE = 27;

    /// Characters of one arrow or function key arrive within this time.
    private static final long SEQUENCE_MS = 30;

    private final Terminal terminal;
    private final NonBlockingReader keys;
    private final Attributes before;

    Keyboard(Terminal terminal) {
        this.terminal = terminal;
        this.keys = terminal.reader();
        this.before = terminal.enterRawMode();
    }

    /// @throws IOException if this is not a terminal
    static Keyboard open() throws IOException {
        try {
            // without the grapheme option JLine would query the terminal, whose answer arrives as
            // keys
            return new Keyboard(
                    TerminalBuilder.builder()
                            .system(true)
                            .dumb(false)
                            .graphemeCluster(false)
                            .build());
        } catch (IllegalStateException e) {
            throw new IOException(e);
        }
    }

    /// Dials the typed keys until the caller hangs up or the call ends.
    void dial(LiveKeypad keypad, Channel channel, Transcript transcript) {
        terminal.handle(Signal.INT, _ -> channel.hangUpOrLeave());
        Thread.ofPlatform()
                .daemon()
                .name("keyboard")
                .start(() -> read(keypad, channel, transcript));
    }

    @Override
    public void close() throws IOException {
        terminal.setAttributes(before);
        terminal.close();
    }

    private void read(LiveKeypad keypad, Channel channel, Transcript transcript) {
        try {
            while (true) {
                var typed = keys.read(PATIENCE_MS);
                switch (typed) {
                    case 'h', 'H', CTRL_C, CTRL_D, NonBlockingReader.EOF -> {
                        channel.hangUp();
                        return;
                    }
                    case ESCAPE -> skipSequence();
                    default -> {
                        var key = Keypad.key(typed);
                        if (key.isEmpty()) continue;
                        if (channel.attentive()) {
                            keypad.press(key.get());
                            channel.keyArrives();
                        } else {
                            transcript.lostKey();
                        }
                        Thread.sleep(TONE);
                    }
                }
            }
        } catch (IOException e) {
            channel.hangUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Skips, for example, F5 (`ESC [ 1 5 ~`) or Alt-5 (`ESC 5`), whose digits are not keys
    /// (ECMA-48, 5.4).
    private void skipSequence() throws IOException {
        var next = keys.read(SEQUENCE_MS);
        if (next == 'O') {
            keys.read(SEQUENCE_MS);
        } else if (next == '[') {
            do {
                next = keys.read(SEQUENCE_MS);
            } while (next >= ' ' && next < '@');
        }
    }
}
