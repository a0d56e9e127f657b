package org.ovalogin.cli.client;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.TypedSecret;
import org.ovalogin.cli.terminal.WholeFile;

/// Keeps the sign-in of `./ova login` for other commands: `profile.conf`, mode 0600, in a folder of
/// mode 0700.
public record Profile(Path folder) {
    private static final Set<PosixFilePermission> OWN =
            PosixFilePermissions.fromString("rw-------");

    /// @param tokenId by which the token is taken back
    /// @param insecure whether plain HTTP over a network was allowed
    record Saved(
            String url, TypedSecret token, String tokenId, Optional<Path> ca, boolean insecure) {}

    public static Profile in(Map<String, String> environment) {
        var base =
                Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
                        .map(Path::of)
                        .filter(Path::isAbsolute)
                        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".config"));
        return new Profile(base.resolve("ova-login"));
    }

    public Path file() {
        return folder.resolve("profile.conf");
    }

    public boolean there() {
        return Files.exists(file());
    }

    /// @throws ShellException where it is there but can't be used, or others may read it
    Optional<Saved> read() {
        if (!there()) return Optional.empty();
        try {
            var found = Files.getPosixFilePermissions(file());
            if (!OWN.containsAll(found))
                throw ShellException.usage(
                        "others may read the token in " + file(), "chmod 600 " + file());
            var config = ConfigFactory.parseFile(file().toFile());
            return Optional.of(
                    new Saved(
                            Connection.checked(config.getString("url")),
                            new TypedSecret(config.getString("token")),
                            config.getString("tokenId"),
                            config.hasPath("ca")
                                    ? Optional.of(Path.of(config.getString("ca")))
                                    : Optional.empty(),
                            config.hasPath("insecure") && config.getBoolean("insecure")));
        } catch (IOException | ConfigException _) {
            // their messages quote the file
            throw ShellException.failed(
                    "the profile " + file() + " can't be read", "./ova login writes a new one");
        }
    }

    /// Writes the file whole or not at all.
    void write(Saved saved) {
        var values = new TreeMap<String, Object>();
        values.put("url", saved.url());
        values.put("token", saved.token().value());
        values.put("tokenId", saved.tokenId());
        saved.ca().ifPresent(ca -> values.put("ca", ca.toAbsolutePath().toString()));
        if (saved.insecure()) values.put("insecure", true);
        var text =
                ConfigValueFactory.fromMap(values)
                        .render(
                                ConfigRenderOptions.defaults()
                                        .setOriginComments(false)
                                        .setJson(false));
        try {
            createFolder();
            WholeFile.write(file(), text.getBytes(StandardCharsets.UTF_8), false);
        } catch (IOException e) {
            throw ShellException.failed(
                    "the profile %s can't be written: %s"
                            .formatted(file(), e.getClass().getSimpleName()),
                    "see to its folder");
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw ShellException.failed("the profile %s can't be deleted".formatted(file()), "");
        }
    }

    /// File of the lines typed before; empty where none can be made.
    public Optional<Path> history() {
        var history = folder.resolve("history");
        try {
            createFolder();
            try {
                Files.createFile(history, PosixFilePermissions.asFileAttribute(OWN));
            } catch (FileAlreadyExistsException _) {
                Files.setPosixFilePermissions(history, OWN);
            }
            return Optional.of(history);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private void createFolder() throws IOException {
        if (Files.isDirectory(folder)) return;
        var owner = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
    }
}
