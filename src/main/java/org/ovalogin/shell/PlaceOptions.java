package org.ovalogin.shell;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which installation.
final class PlaceOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:OVA_DATA:-data}",
            description = "The data folder (default: ${DEFAULT-VALUE}).")
    Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The configuration (default: OVA_CONFIG, else ova.conf in the data folder, where there is one).")
    Optional<Path> config;

    Copies.Place place() {
        return new Copies.Place(data, config);
    }
}
