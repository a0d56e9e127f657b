package org.ovalogin.call.dialog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reassembles prompts from their sounds: `new-pin(6)`, `last-sign-in(yesterday/hour-2/pm,51234)`.
final class CallTranscript {
    private static final Pattern PART = Pattern.compile("(.+)-([1-9])");
    private static final Pattern TIME_WORD =
            Pattern.compile(
                    "(weekday|day|month|hour|until-hour|minute)-\\d+|yesterday|today|tomorrow|until|am|pm|midnight|noon");

    private final List<String> prompts = new ArrayList<>();
    private String id = "";
    private String gap = "";

    void add(String stem, boolean cut) {
        if (stem.startsWith("number-")) {
            gap += stem.substring("number-".length());
        } else if (stem.equals(Prompt.MORE_THAN_TWENTY.id())) {
            gap += stem;
        } else if (TIME_WORD.matcher(stem).matches()) {
            gap += (gap.isEmpty() || gap.endsWith(",") ? "" : "/") + stem;
        } else {
            var part = PART.matcher(stem);
            var prompt = part.matches() ? withGaps(part.group(1)) : Optional.<Prompt>empty();
            if (prompt.isPresent()) part(prompt.get(), Integer.parseInt(part.group(2)));
            else {
                finish("");
                prompts.add(stem);
            }
        }
        if (cut) {
            if (id.isEmpty()) prompts.add(prompts.removeLast() + "...");
            else finish("...");
        }
    }

    private void part(Prompt prompt, int number) {
        if (number == 1 || (!id.isEmpty() && !id.equals(prompt.id()))) finish("");
        id = prompt.id();
        if (number > prompt.gaps().size()) finish("");
        else if (number > 1) gap += ",";
    }

    private static Optional<Prompt> withGaps(String id) {
        return Stream.of(Prompt.values())
                .filter(prompt -> prompt.id().equals(id) && !prompt.gaps().isEmpty())
                .findFirst();
    }

    private void finish(String ending) {
        if (!id.isEmpty()) prompts.add(id + "(" + gap + ")" + ending);
        id = "";
        gap = "";
    }

    @Override
    public String toString() {
        finish("");
        return String.join(" ", prompts);
    }
}
