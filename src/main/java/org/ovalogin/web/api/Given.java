package org.ovalogin.web.api;

import java.util.Optional;
import java.util.function.Consumer;

/// A member of a merge patch that may be cleared.
///
/// @param present false: it was left out, and stays as it is
/// @param value empty: null, it is cleared
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
