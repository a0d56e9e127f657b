package org.ovalogin.cli.shell;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.terminal.UnseenInput;

/// Somebody at the terminal who answers in this order, and then ends the input.
public final class Typist implements UnseenInput.Keyboard {
    private final Deque<String> answers;
    private final List<String> prompts = new ArrayList<>();

    public Typist(String... answers) {
        this.answers = new ArrayDeque<>(List.of(answers));
    }

    public UnseenInput input() {
        return new UnseenInput(Optional.of(this), InputStream.nullInputStream());
    }

    public List<String> prompts() {
        return prompts;
    }

    @Override
    public char @Nullable [] secret(String prompt) {
        var answer = line(prompt);
        return answer == null ? null : answer.toCharArray();
    }

    @Override
    public @Nullable String line(String prompt) {
        prompts.add(prompt);
        return answers.poll();
    }
}
