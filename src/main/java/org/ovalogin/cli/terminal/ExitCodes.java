package org.ovalogin.cli.terminal;

import java.util.List;

/// Exit codes of the commands, for scripts.
public final class ExitCodes {
    public static final int DONE = 0;

    private ExitCodes() {}

    public static List<String> lines() {
        return List.of(
                "0: done",
                "1: refused, or an error of one of several objects",
                "2: wrong usage, found before anything is done wherever it can be",
                "3: there is no such object",
                "4: not signed in, or not allowed",
                "5: no answer from the server");
    }
}
