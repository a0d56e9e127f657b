package org.ovalogin.web.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.input.OutOfRange;
import org.ovalogin.core.input.TextChecks;

/// Collects the faults of a form's fields, so that one answer names all of them. For one thread.
public final class Faults {
    private final List<Finding> findings = new ArrayList<>();

    /// The value, if it could be made; else notes why not.
    ///
    /// @throws NotDone if no other input could correct it
    public <T> Optional<T> of(Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (OutOfRange e) {
            findings.addAll(TextChecks.findings(e));
        } catch (NotDone e) {
            if (e.kind() == Fault.Kind.FORBIDDEN || e.kind() == Fault.Kind.BUSY) throw e;
            findings.addAll(e.findings());
        }
        return Optional.empty();
    }

    /// Notes the faults of something that is only tried.
    public void check(Runnable trial) {
        var _ =
                of(
                        () -> {
                            trial.run();
                            return true;
                        });
    }

    public void add(Finding finding) {
        findings.add(finding);
    }

    public boolean any() {
        return !findings.isEmpty();
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /// @throws NotDone with all faults, if there are any
    public void refuse() {
        TextChecks.refuse(findings);
    }
}
