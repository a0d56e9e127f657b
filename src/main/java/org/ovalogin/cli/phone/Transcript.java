package org.ovalogin.cli.phone;

import java.io.PrintWriter;

/// The visible call: a line for each prompt, then a line with a dot for each key and `…` for a wait
/// without a key. Prompts without such a line between them were spoken in one go. Never shows which
/// key: it may be a digit of a PIN. Thread-safe.
final class Transcript {
    private enum Open {
        NOTHING,
        PROMPT,
        KEYS
    }

    private final PrintWriter out;
    private static final String VAIN = "…";

    private Open open = Open.NOTHING;
    private boolean vain;
    private String last = "";

    Transcript(PrintWriter out) {
        this.out = out;
    }

    /// A sound begins. The sounds of one prompt, `mailbox-1`, `number-5`, …, share a line.
    ///
    /// @param name the file's stem
    synchronized void sound(String name, String text) {
        if (open == Open.PROMPT && continues(last, name)) {
            out.print(text.matches("[.,!?].*") ? text : " " + text);
        } else {
            close();
            out.print("» " + text);
        }
        open = Open.PROMPT;
        last = name;
        out.flush();
    }

    /// The prompt has ended, and the server waits.
    synchronized void silence() {
        if (open == Open.PROMPT) close();
    }

    synchronized void key() {
        mark("·");
    }

    /// A key that no command read.
    synchronized void lostKey() {
        mark("×");
    }

    /// No key came.
    synchronized void waitedInVain() {
        if (open != Open.KEYS || !vain) mark(VAIN);
    }

    synchronized void note(String text) {
        close();
        out.println("(" + text + ")");
        out.flush();
    }

    /// Ends an open line.
    synchronized void close() {
        if (open != Open.NOTHING) out.println();
        open = Open.NOTHING;
        out.flush();
    }

    private void mark(String mark) {
        if (open != Open.KEYS) {
            close();
            out.print("  ");
        }
        open = Open.KEYS;
        vain = mark.equals(VAIN);
        out.print(mark);
        out.flush();
    }

    private static boolean continues(String before, String name) {
        if (isNumber(name)) return isNumber(before) || before.endsWith("-1");
        return isNumber(before) && name.endsWith("-2");
    }

    private static boolean isNumber(String name) {
        return name.startsWith("number-") || name.equals("more-than-twenty");
    }
}
