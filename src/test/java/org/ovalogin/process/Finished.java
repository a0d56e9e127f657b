package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;

/// The result of a finished command.
record Finished(int status, String out, String err) {
    Finished succeeded() {
        assertThat(status).as("%s%n%s", out, err).isZero();
        assertThat(err).isEmpty();
        return this;
    }

    /// Requires a refusal in words, without a stack trace.
    Finished failed(int with, String... words) {
        assertThat(status).as("%s%n%s", out, err).isEqualTo(with);
        assertThat(err).contains(words).doesNotContain("\tat ");
        return this;
    }

    String lastLine() {
        return out.lines().reduce("", (_, line) -> line);
    }
}
