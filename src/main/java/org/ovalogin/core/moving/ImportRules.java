package org.ovalogin.core.moving;

import java.time.Instant;
import java.util.Optional;

/// The rules by which boxes become mailboxes.
///
/// @param dialPlan of all boxes; empty: each context has one of its name
/// @param policy name or GUID; empty: the default policy of the dial plan
/// @param pinless a box that asks for no PIN sets `PinlessAccessToVoiceMailEnabled`; a policy is
///   never changed
public record ImportRules(
        Optional<String> dialPlan,
        Optional<String> policy,
        OldPinRules pins,
        boolean pinless,
        Welcome welcome,
        OnConflict onConflict) {

    public static final ImportRules DEFAULT =
            new ImportRules(
                    Optional.empty(),
                    Optional.empty(),
                    OldPinRules.KEEP,
                    false,
                    new Welcome.Now(),
                    OnConflict.SKIP);

    /// Whether owners get letters.
    boolean writes() {
        return !(welcome instanceof Welcome.None);
    }

    /// When owners get their letters.
    public sealed interface Welcome {
        record Now() implements Welcome {}

        record At(Instant time) implements Welcome {}

        /// Nobody gets a letter, so no PIN can be generated either.
        record None() implements Welcome {}
    }

    /// The treatment of a mailbox that did not come by an import and has a box's extension.
    public enum OnConflict {
        SKIP,
        /// Takes names, addresses and language from the box. The PIN stays.
        UPDATE,
        /// Nothing is imported.
        STOP
    }
}
