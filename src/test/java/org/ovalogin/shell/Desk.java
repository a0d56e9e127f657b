package org.ovalogin.shell;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.List;

/// An administrator's desk: a session with a server, and what it shows.
final class Desk implements AutoCloseable {
    final FakeServer server = new FakeServer();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ArrayDeque<String> answers = new ArrayDeque<>();
    private boolean person;
    private final Session session =
            new Session(
                    server::rest,
                    new Asking() {
                        @Override
                        public boolean terminal() {
                            return person;
                        }

                        @Override
                        public String secret(String prompt) {
                            return line(prompt);
                        }

                        @Override
                        public String line(String prompt) {
                            return answers.remove();
                        }
                    },
                    new PrintWriter(out, true),
                    new PrintWriter(err, true));

    /// Somebody sits there, and gives these answers.
    Desk answering(String... lines) {
        person = true;
        answers.addAll(List.of(lines));
        return this;
    }

    /// Nobody does; standard input has these lines.
    Desk reading(String... lines) {
        answers.addAll(List.of(lines));
        return this;
    }

    int run(String line) {
        return new Script(session).run(line);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    @Override
    public void close() {
        server.close();
    }
}
