package org.ovalogin.cli.client;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Options of every command that talks to a server.
public final class ServerOptions {
    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description =
                    "The certificate of the private authority that the server's is from, PEM (default: OVA_CA, else the profile's).")
    Optional<Path> ca = Optional.empty();

    @Option(
            names = "--insecure",
            description =
                    "Allow plain http to another host: token and PINs can be read on the way (also OVA_INSECURE=1).")
    boolean insecure;

    Connection.Options options() {
        return new Connection.Options(ca, insecure);
    }

    public Rest connect() {
        var environment = System.getenv();
        return new Rest(Connection.of(environment, Profile.in(environment), options()));
    }
}
