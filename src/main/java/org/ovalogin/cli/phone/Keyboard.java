package org.ovalogin.cli.phone;

import java.io.IOException;
import java.time.Duration;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;

/// The terminal's keyboard as a phone's keys: each counts at once, without Enter. Closing it gives
/// the terminal back as it was.
final class Keyboard implements AutoCloseable {
    /// A tone and the gap after it: pasted keys, too, come at a pace that a phone can dial.
    private static final Duration TONE = Duration.ofMillis(100);

    /// Without a limit a read would hold the lock that closing the terminal needs
    /// (`NonBlockingInputStreamImpl` of JLine), and the phone could not end before the next key.
    private static final long PATIENCE_MS = 250;

    private static final int CTRL_C = 3;
    private static final int CTRL_D = 4;
    private static final int ESCAPE = 27;

    /// The characters of one arrow or function key come together.
    private static final long SEQUENCE_MS = 30;

    private final Terminal terminal;
    private final NonBlockingReader keys;
    private final Attributes before;

    Keyboard(Terminal terminal) {
        this.terminal = terminal;
        this.keys = terminal.reader();
        this.before = terminal.enterRawMode();
    }

    /// @throws IOException when this is no terminal
    static Keyboard open() throws IOException {
        try {
            // without the grapheme option JLine asks the terminal what it is: the answer would come
            // as keys
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

    /// Dials what is typed, until the caller hangs up or the call is over.
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

    /// F5 is `ESC [ 1 5 ~`, Alt-5 `ESC 5`: neither has a digit in it (ECMA-48, 5.4).
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
