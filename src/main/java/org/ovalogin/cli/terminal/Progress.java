package org.ovalogin.cli.terminal;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// How far a long work is: a bar on a terminal, else a line for each tenth. For one thread.
public final class Progress implements AutoCloseable {
    private static final int TENTH = 10;

    private final String task;
    private final PrintWriter out;
    private final boolean terminal;
    private @Nullable ProgressBar bar;
    private long tenth = -1;
    private boolean closed;

    private Progress(String task, PrintWriter out, boolean terminal) {
        this.task = task;
        this.out = out;
        this.terminal = terminal;
    }

    /// @param task in a word, as in `sealing`
    /// @param out where lines go; a bar goes to standard error
    public static Progress of(String task, PrintWriter out) {
        return new Progress(task, out, terminal());
    }

    /// JDK 25 has no console where there is no terminal, whatever its documentation says.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean terminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    public void at(long done, long total) {
        if (terminal) {
            if (bar == null && !closed)
                bar =
                        new ProgressBarBuilder()
                                .setTaskName(task)
                                .setInitialMax(total)
                                .setStyle(ProgressBarStyle.ASCII)
                                .build();
            if (bar != null) bar.maxHint(total).stepTo(done);
            return;
        }
        var reached = total == 0 ? TENTH : done * TENTH / total;
        if (reached == tenth) return;
        tenth = reached;
        out.printf("%s: %d of %d%n", task, done, total);
        out.flush();
    }

    /// Twice is once.
    @Override
    public void close() {
        closed = true;
        if (bar != null) bar.close();
        bar = null;
    }
}
