package org.ovalogin.cli.terminal;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/// One line of a terminal that shows nothing of it, not even its length. JLine's own line editor
/// makes a text of it, which can't be wiped. Closing it gives the terminal back as it was.
final class HiddenLine implements AutoCloseable {
    /// More characters than any password has; more are not taken.
    private static final int LONGEST = 1024;

    /// Milliseconds. A read without a limit holds the lock that closing the terminal needs.
    private static final long PATIENCE_MS = 250;

    private static final int CTRL_C = 3;
    private static final int CTRL_D = 4;
    private static final int BACKSPACE = 8;
    private static final int CTRL_U = 21;
    private static final int DELETE = 127;

    private final Terminal terminal;
    private final Attributes before;
    private final char[] line = new char[LONGEST];
    private int length;

    HiddenLine(Terminal terminal) {
        this.terminal = terminal;
        before = terminal.enterRawMode();
        var raw = new Attributes(terminal.getAttributes());
        // Ctrl-C comes as a key: a signal would end the process while nothing is shown
        raw.setLocalFlag(LocalFlag.ISIG, false);
        terminal.setAttributes(raw);
    }

    /// Empty at the end of the input, and after Ctrl-C.
    Optional<char[]> read(String prompt) {
        terminal.writer().print(prompt);
        terminal.writer().flush();
        try {
            while (true) {
                var key = terminal.reader().read(PATIENCE_MS);
                switch (key) {
                    case NonBlockingReader.READ_EXPIRED -> {}
                    case '\r', '\n' -> {
                        return Optional.of(Arrays.copyOf(line, length));
                    }
                    case NonBlockingReader.EOF, CTRL_C, CTRL_D -> {
                        return Optional.empty();
                    }
                    case BACKSPACE, DELETE -> length -= last();
                    case CTRL_U -> length = 0;
                    default -> {
                        if (length < LONGEST) line[length++] = (char) key;
                    }
                }
            }
        } catch (IOException _) {
            return Optional.empty();
        } finally {
            terminal.writer().println();
            terminal.writer().flush();
        }
    }

    /// How many of Java's characters the last one takes.
    private int last() {
        if (length > 1 && Character.isSurrogatePair(line[length - 2], line[length - 1])) return 2;
        return Math.min(length, 1);
    }

    @Override
    public void close() {
        Arrays.fill(line, ' ');
        terminal.setAttributes(before);
    }
}
