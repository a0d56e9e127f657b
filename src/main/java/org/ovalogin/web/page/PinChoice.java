package org.ovalogin.web.page;

import java.util.Optional;
import java.util.Set;
import org.ovalogin.web.http.Form;

/// The form for a new PIN, without the PIN itself, which is never shown again.
///
/// @param typed false: the PIN is generated
/// @param mustChange at first sign-in
/// @param recipient gets the PIN instead of the owner; empty: nobody else
public record PinChoice(boolean typed, boolean mustChange, String recipient) {
    static final PinChoice DEFAULT = new PinChoice(false, true, "");

    static final Set<String> FIELDS = Set.of("how", "pin", "mustChange", "notify");

    /// Without the PIN.
    static final Set<String> KEPT = Set.of("how", "mustChange", "notify");

    static PinChoice of(Form form) {
        return new PinChoice(
                form.text("how").equals("typed"), form.isTicked("mustChange"), form.text("notify"));
    }

    /// The address that gets the PIN instead of the owner.
    Optional<String> elsewhere() {
        return Optional.of(recipient).filter(text -> !text.isBlank());
    }

    /// The PIN if one is to be typed. An empty one is included and is refused as too short.
    Optional<String> pin(Form form) {
        return typed ? Optional.of(form.text("pin")) : Optional.empty();
    }
}
