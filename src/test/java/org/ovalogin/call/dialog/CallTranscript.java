package org.ovalogin.call.dialog;

import java.util.ArrayList;
import java.util.List;

/// Reassembles prompts from their sounds.
final class CallTranscript {
    private final List<String> prompts = new ArrayList<>();
    private String id = "";
    private String gap = "";

    void add(String stem, boolean cut) {
        if (stem.startsWith("number-")) {
            gap += stem.substring("number-".length());
        } else if (stem.equals(Prompt.MORE_THAN_TWENTY.id())) {
            gap += stem;
        } else if (stem.endsWith("-2")) {
            id = stem.substring(0, stem.length() - 2);
            finish("");
        } else {
            finish("");
            if (stem.endsWith("-1")) id = stem.substring(0, stem.length() - 2);
            else prompts.add(stem);
        }
        if (cut) {
            if (id.isEmpty()) prompts.add(prompts.removeLast() + "...");
            else finish("...");
        }
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
