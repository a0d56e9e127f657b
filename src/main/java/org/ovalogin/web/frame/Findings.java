package org.ovalogin.web.frame;

import java.util.ArrayList;
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

    private record Found(String field, String text) {}

    private final List<Found> found;
    private final boolean stale;

    private Findings(List<Found> found, boolean stale) {
        this.found = List.copyOf(found);
        this.stale = stale;
    }

    public static Findings none(PageTexts texts) {
        return of(texts, List.of());
    }

    public static Findings of(PageTexts texts, NotDone e) {
        return of(texts, e.findings());
    }

    public static Findings of(PageTexts texts, List<Finding> findings) {
        return new Findings(
                findings.stream().map(f -> new Found(f.field(), text(texts, f))).toList(),
                findings.stream().anyMatch(f -> f.fault() == Fault.STALE));
    }

    /// These, with those of a field that the form does not have as faults of the whole form.
    public Findings ofForm(String field) {
        return new Findings(
                found.stream()
                        .map(f -> f.field().equals(field) ? new Found("", f.text()) : f)
                        .toList(),
                stale);
    }

    /// These, and that two passwords differ.
    public Findings different(PageTexts texts) {
        return and("Again", texts.text("password.different"));
    }

    /// These, and a fault of which only the page knows.
    ///
    /// @param text in the page's language
    public Findings and(String field, String text) {
        var more = new ArrayList<>(found);
        more.add(new Found(field, text));
        return new Findings(more, stale);
    }

    /// Whether somebody else saved first.
    public boolean stale() {
        return stale;
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /// @param field Exchange's name of the parameter, such as `Extensions`
    public List<String> of(String field) {
        return found.stream()
                .filter(f -> f.field().equals(field))
                .map(Found::text)
                .distinct()
                .toList();
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
                .map(f -> f.field().isEmpty() ? f.text() : f.field() + ": " + f.text())
                .toList();
    }

    /// A finding in the page's language.
    static String text(PageTexts texts, Finding finding) {
        var allowed =
                IN_WORDS.contains(finding.fault())
                        ? AllowedWords.in(texts, finding.allowed())
                        : finding.allowed();
        return texts.text("fault." + finding.fault().code(), found(texts, finding), allowed);
    }

    /// A parameter's value has apostrophes around it, as in the shell.
    private static String found(PageTexts texts, Finding finding) {
        var found = finding.found();
        var quoted =
                finding.fault() == Fault.VALUE
                        && found.length() > 1
                        && found.startsWith("'")
                        && found.endsWith("'");
        return quoted ? texts.text("quoted", found.substring(1, found.length() - 1)) : found;
    }
}
