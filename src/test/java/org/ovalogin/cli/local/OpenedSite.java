package org.ovalogin.cli.local;

import java.nio.file.Path;
import java.util.Optional;
import org.ovalogin.cli.client.Server;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.moving.Moving;
import org.ovalogin.core.pin.HashSettings;
import org.ovalogin.core.store.StoreKeys;

/// A test site as the installation of a command. Closing leaves it open. What a command needs
/// besides, its test adds.
class OpenedSite implements Installation {
    private final Site site;

    OpenedSite(Site site) {
        this.site = site;
    }

    @Override
    public Administration administration() {
        return site.administration;
    }

    @Override
    public HashSettings hashing() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Moving moving() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Path> letterFiles() {
        return Optional.empty();
    }

    @Override
    public StoreKeys keys() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Server server(Actor actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
