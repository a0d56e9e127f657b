package org.ovalogin.core.administration;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ovalogin.core.signin.BudgetLevel;

/// The state of the running server itself, which no database knows.
///
/// @param calls under way, by stage
/// @param concerns about the server, its host and its settings
/// @param budgets of failed sign-ins; with SQLite they are in the server's memory
/// @param mail empty: no mail server is configured
/// @param release name and version
public record ServerState(
        Supplier<List<StageCallers>> calls,
        Supplier<List<Concern>> concerns,
        Supplier<List<BudgetLevel>> budgets,
        Supplier<PageCertificate> certificate,
        Supplier<Optional<TestMail>> mail,
        String release) {
    /// No server runs.
    public static final ServerState NONE =
            new ServerState(
                    List::of,
                    List::of,
                    List::of,
                    () -> PageCertificate.NONE,
                    Optional::empty,
                    "ova-login");
}
