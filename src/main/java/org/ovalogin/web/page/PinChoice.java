package org.ovalogin.web.page;

import java.util.Optional;
import java.util.Set;
import org.ovalogin.web.http.Form;

/// What the form of a new PIN says but the PIN, which is never shown again.
///
/// @param typed otherwise it is generated
/// @param mustChange at first sign-in
public record PinChoice(boolean typed, boolean mustChange) {
    static final PinChoice DEFAULT = new PinChoice(false, true);

    static final Set<String> FIELDS = Set.of("how", "pin", "mustChange");

    static PinChoice of(Form form) {
        return new PinChoice(form.text("how").equals("typed"), form.isTicked("mustChange"));
    }

    /// The PIN where one is to be typed, the empty one included: that is refused as too short.
    Optional<String> pin(Form form) {
        return typed ? Optional.of(form.text("pin")) : Optional.empty();
    }
}
