package org.ovalogin.core.administration;

import java.util.List;
import java.util.function.Supplier;

/// The state of the running server itself, which no database knows.
///
/// @param calls under way, by stage
/// @param concerns about the server, its host and its settings
public record ServerState(Supplier<List<StageCallers>> calls, Supplier<List<Concern>> concerns) {
    /// No server runs.
    public static final ServerState NONE = new ServerState(List::of, List::of);
}
