package org.ovalogin.cli.language;

import java.util.List;
import org.ovalogin.cli.terminal.ShellException;

/// Several lines of a script are refused; nothing was done.
public final class RefusedLines extends ShellException {
    private static final long serialVersionUID = 1L;

    private final transient List<ShellException> all;

    /// @param all in the order of their lines
    RefusedLines(List<ShellException> all) {
        super(Kind.USAGE, all.getFirst().said(), all.getFirst().hint());
        this.all = List.copyOf(all);
    }

    public List<ShellException> all() {
        return all;
    }

    @Override
    public ShellException inLine(int number) {
        return this;
    }
}
