package org.ovalogin.core.input;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An administrator's request was refused, and nothing has changed. The message names each finding;
/// the hint, if any, says what to do.
public final class NotDone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;
    private final String hint;

    public NotDone(List<Finding> findings, String hint) {
        super(
                findings.stream()
                        .map(NotDone::sentence)
                        .distinct()
                        .collect(Collectors.joining("; ")));
        this.findings = List.copyOf(findings);
        this.hint = hint;
    }

    public NotDone(String field, Fault fault, String found, String allowed) {
        this(List.of(new Finding(field, fault, found, allowed)), "");
    }

    public NotDone(String field, Fault fault, String found, String allowed, String hint) {
        this(List.of(new Finding(field, fault, found, allowed)), hint);
    }

    /// The same, with a further finding.
    public NotDone and(Finding finding) {
        return new NotDone(Stream.concat(findings.stream(), Stream.of(finding)).toList(), hint);
    }

    /// At least one.
    public List<Finding> findings() {
        return findings;
    }

    /// The kind of the first finding.
    public Fault.Kind kind() {
        return findings.getFirst().fault().kind();
    }

    /// One sentence, or empty.
    public String hint() {
        return hint;
    }

    private static String sentence(Finding finding) {
        return finding.fault() == Fault.VALUE || finding.fault() == Fault.MISSING
                ? finding.field() + ": " + finding.message()
                : finding.message();
    }
}
