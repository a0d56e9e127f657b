package org.ovalogin.page;

import java.util.List;
import java.util.Set;
import org.ovalogin.mailbox.Fault;
import org.ovalogin.mailbox.Finding;
import org.ovalogin.mailbox.NotDone;

/// What was wrong with a form, in the page's language, to be shown beside its fields.
final class Findings {
    private final Texts texts;
    private final List<Finding> found;

    private Findings(Texts texts, List<Finding> found) {
        this.texts = texts;
        this.found = List.copyOf(found);
    }

    static Findings none(Texts texts) {
        return new Findings(texts, List.of());
    }

    static Findings of(Texts texts, NotDone e) {
        return new Findings(texts, e.findings());
    }

    static Findings of(Texts texts, Finding finding) {
        return new Findings(texts, List.of(finding));
    }

    /// Whether somebody else was quicker.
    boolean stale() {
        return found.stream().anyMatch(f -> f.fault() == Fault.STALE);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /// @param field Exchange's name of the parameter, as in `Extensions`
    List<String> of(String field) {
        return found.stream().filter(f -> f.field().equals(field)).map(this::text).toList();
    }

    boolean has(String field) {
        return found.stream().anyMatch(f -> f.field().equals(field));
    }

    /// Every one; each names its field.
    List<String> all() {
        return others(Set.of());
    }

    /// Those of no field that the form shows; each names its own.
    List<String> others(Set<String> shown) {
        return found.stream()
                .filter(f -> !shown.contains(f.field()))
                .map(f -> f.field().isEmpty() ? text(f) : f.field() + ": " + text(f))
                .toList();
    }

    private String text(Finding finding) {
        return texts.text("fault." + finding.fault().code(), finding.found(), finding.allowed());
    }
}
