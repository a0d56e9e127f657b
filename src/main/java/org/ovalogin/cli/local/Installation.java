package org.ovalogin.cli.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.store.StoreKeys;

/// What local commands work on.
public interface Installation extends AutoCloseable {
    Administration administration();

    StoreKeys keys();

    /// Delivers the notices that wait; says what became of each, in a line.
    List<String> deliver();

    @Override
    void close();

    /// Opens the installation in a data folder.
    interface Opening {
        /// @param config the configuration; empty: the usual one
        Installation open(Path data, Optional<Path> config);
    }
}
