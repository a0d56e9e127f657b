package org.ovalogin.cli.local;

import java.nio.file.Path;
import java.util.Optional;
import org.ovalogin.cli.client.Server;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.moving.Moving;
import org.ovalogin.core.pin.HashSettings;
import org.ovalogin.core.store.StoreKeys;

/// The installation in a data folder, for local commands.
public interface Installation extends AutoCloseable {
    Administration administration();

    StoreKeys keys();

    Moving moving();

    /// The settings of the hashing threads.
    HashSettings hashing();

    /// The folder for letters as files; empty with a mail server.
    Optional<Path> letterFiles();

    /// The operations of the REST interface, done here by this actor.
    Server server(Actor actor);

    @Override
    void close();

    /// Opens the installation in a data folder.
    interface Opening {
        /// @param config the configuration; empty: the usual one
        Installation open(Path data, Optional<Path> config);
    }
}
