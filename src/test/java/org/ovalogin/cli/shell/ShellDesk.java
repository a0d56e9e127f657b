package org.ovalogin.cli.shell;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.List;
import org.ovalogin.cli.script.ShellSession;
import org.ovalogin.cli.terminal.Asking;

/// An administrator's desk: a session with a server, and what it shows.
public final class ShellDesk implements AutoCloseable {
    public final FakeServer server = new FakeServer();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ArrayDeque<String> answers = new ArrayDeque<>();
    private boolean person;
    private final ShellSession session =
            new ShellSession(
                    server::rest,
                    new Asking() {
                        @Override
                        public boolean terminal() {
                            return person;
                        }

                        @Override
                        public char[] secret(String prompt) {
                            return line(prompt).toCharArray();
                        }

                        @Override
                        public String line(String prompt) {
                            return answers.remove();
                        }
                    },
                    new PrintWriter(out, true),
                    new PrintWriter(err, true));

    /// Somebody sits there, and gives these answers.
    ShellDesk answering(String... lines) {
        person = true;
        answers.addAll(List.of(lines));
        return this;
    }

    /// Nobody does; standard input has these lines.
    ShellDesk reading(String... lines) {
        answers.addAll(List.of(lines));
        return this;
    }

    public int run(String line) {
        return new Script(session).run(line);
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }

    @Override
    public void close() {
        server.close();
    }
}
