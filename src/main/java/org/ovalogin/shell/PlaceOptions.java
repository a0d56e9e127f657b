package org.ovalogin.shell;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which installation.
public final class PlaceOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:OVA_DATA:-data}",
            description = "The data folder: database, key, mails (default: ${DEFAULT-VALUE}).")
    Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The configuration (default: OVA_CONFIG, else ova.conf in the data folder, where there is one).")
    Optional<Path> config;

    public Path data() {
        return data;
    }

    /// Empty: the usual one.
    public Optional<Path> config() {
        return config;
    }

    Copies.Place place() {
        return new Copies.Place(data, config);
    }
}
