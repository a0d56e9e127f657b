package org.ovalogin.core.store;

import java.util.Optional;

/// Keeps imports on the same store apart. Thread-safe.
public interface ImportTurns {
    /// Empty: another import is at work.
    Optional<ImportTurn> take();
}
