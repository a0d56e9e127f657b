package org.ovalogin.web.frame;

import java.util.List;
import java.util.Set;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.NotDone;

/// The faults of a form in the page's language, shown beside its fields.
public final class Findings {
    /// Faults whose allowed values are words, not names.
    private static final Set<Fault> IN_WORDS =
            Set.of(Fault.VALUE, Fault.MISSING, Fault.LANGUAGE, Fault.EXTENSION);

    private final PageTexts texts;
    private final List<Finding> found;

    private Findings(PageTexts texts, List<Finding> found) {
        this.texts = texts;
        this.found = List.copyOf(found);
    }

    public static Findings none(PageTexts texts) {
        return new Findings(texts, List.of());
    }

    public static Findings of(PageTexts texts, NotDone e) {
        return new Findings(texts, e.findings());
    }

    public static Findings of(PageTexts texts, Finding finding) {
        return new Findings(texts, List.of(finding));
    }

    /// Whether somebody else saved first.
    public boolean stale() {
        return found.stream().anyMatch(f -> f.fault() == Fault.STALE);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /// @param field Exchange's name of the parameter, such as `Extensions`
    public List<String> of(String field) {
        return found.stream().filter(f -> f.field().equals(field)).map(this::text).toList();
    }

    public boolean has(String field) {
        return found.stream().anyMatch(f -> f.field().equals(field));
    }

    /// All faults; each names its field.
    public List<String> all() {
        return others(Set.of());
    }

    /// Faults of fields that the form does not show; each names its field.
    public List<String> others(Set<String> shown) {
        return found.stream()
                .filter(f -> !shown.contains(f.field()))
                .map(f -> f.field().isEmpty() ? text(f) : f.field() + ": " + text(f))
                .toList();
    }

    private String text(Finding finding) {
        var allowed =
                IN_WORDS.contains(finding.fault())
                        ? AllowedWords.in(texts, finding.allowed())
                        : finding.allowed();
        return texts.text("fault." + finding.fault().code(), finding.found(), allowed);
    }
}
