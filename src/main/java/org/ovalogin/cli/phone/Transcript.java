package org.ovalogin.cli.phone;

import java.io.PrintWriter;

/// The call as it is seen: a line for each prompt, then one with a dot for each key and `…` for a
/// wait in vain. Prompts without such a line between them were said in one go. Never which key: it
/// may be a digit of a PIN. Thread-safe.
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

    /// The prompt is over, and the server waits.
    synchronized void silence() {
        if (open == Open.PROMPT) close();
    }

    synchronized void key() {
        mark("·");
    }

    /// A key that nobody reads.
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

    /// Ends the line that is still open.
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
