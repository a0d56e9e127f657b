package org.ovalogin.web.api;

import java.util.Optional;
import java.util.function.Consumer;

/// A member of a merge patch that may be cleared.
///
/// @param present false: the request leaves it out; the setting stays
/// @param value empty: null, which clears the setting
record Given<T>(boolean present, Optional<T> value) {
    static <T> Given<T> absent() {
        return new Given<>(false, Optional.empty());
    }

    static <T> Given<T> of(Optional<T> value) {
        return new Given<>(true, value);
    }

    Optional<T> or(Optional<T> current) {
        return present ? value : current;
    }

    void ifPresent(Consumer<Optional<T>> use) {
        if (present) use.accept(value);
    }
}
