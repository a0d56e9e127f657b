package org.ovalogin.cli.local;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Options that name the installation.
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

    /// The options for this place, ready to be typed.
    public String again() {
        var options = "--data " + typed(data);
        return config.or(() -> Optional.ofNullable(System.getenv("OVA_CONFIG")).map(Path::of))
                .map(file -> options + " --config " + typed(file))
                .orElse(options);
    }

    /// In single quotes where the operating system's shell would split it.
    private static String typed(Path path) {
        var text = path.toString();
        return text.matches("[A-Za-z0-9_./@%+=:,-]+")
                ? text
                : "'" + text.replace("'", "'\\''") + "'";
    }

    Copies.Place place() {
        return new Copies.Place(data, config);
    }
}
