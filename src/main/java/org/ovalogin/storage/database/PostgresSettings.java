package org.ovalogin.storage.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ovalogin.net.PasswordFile;

/// The PostgreSQL database that servers share. Bad values are refused with an
/// [IllegalArgumentException] that has a line for each of them.
///
/// @param url `postgresql://HOST[:PORT]/NAME`, with the driver's parameters, perhaps after `jdbc:`;
///   with `sslmode` where a host is not this one, and `targetServerType=primary` where there are
///   several
/// @param passwordFile its first line is the password; nobody but its owner may read it
/// @param connections at a time, half of them for reading
/// @param typed a password that somebody typed for this once, instead of the file's
public record PostgresSettings(
        String url,
        String user,
        Optional<Path> passwordFile,
        int connections,
        Optional<String> typed) {
    private static final Pattern THIS_HOST =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    private static final Pattern URL =
            Pattern.compile(
                    "jdbc:postgresql://(?<hosts>[^/?@]+)/[^/?@&]+(\\?(?<parameters>[^@]*))?");

    /// What the driver would take from the URL, which may come into a log.
    private static final Pattern SECRET = Pattern.compile("user|password|sslpassword");

    public PostgresSettings(String url, String user, Optional<Path> passwordFile, int connections) {
        this(url, user, passwordFile, connections, Optional.empty());
    }

    public PostgresSettings {
        var bad = new ArrayList<String>();
        url = url.startsWith("jdbc:") ? url : "jdbc:" + url;
        checkUrl(url, bad);
        if (user.isEmpty()) bad.add("database.user: found none, allowed: a role of the database");
        passwordFile
                .flatMap(file -> PasswordFile.fault("database.passwordFile", file))
                .ifPresent(bad::add);
        if (connections < 2 || connections > 500)
            bad.add("database.connections: found %d, allowed: 2 to 500".formatted(connections));
        if (!bad.isEmpty()) throw new IllegalArgumentException(String.join("\n", bad));
    }

    private static void checkUrl(String url, List<String> bad) {
        var parts = URL.matcher(url);
        if (!parts.matches()) {
            bad.add(
                    "database.url: found something else, allowed: postgresql://HOST[:PORT]/NAME, without user and password");
            return;
        }
        var given = List.of(Optional.ofNullable(parts.group("parameters")).orElse("").split("&"));
        var parameters =
                given.stream().map(parameter -> parameter.replaceFirst("=.*", "")).toList();
        for (var parameter : parameters)
            if (SECRET.matcher(parameter).matches())
                bad.add(
                        "database.url: found the parameter %s, allowed are database.user and database.passwordFile"
                                .formatted(parameter));
        // A standby tells of what was so a while ago, and keeps no charge.
        if (parts.group("hosts").contains(",") && !given.contains("targetServerType=primary"))
            bad.add(
                    "database.url: found several hosts and not targetServerType=primary, allowed are several with it");
        if (parameters.contains("sslmode")) return;
        Stream.of(parts.group("hosts").split(","))
                .filter(host -> !THIS_HOST.matcher(host.replaceFirst(":[0-9]+$", "")).matches())
                .findFirst()
                .ifPresent(
                        host ->
                                bad.add(
                                        "database.url: found no sslmode for '%s', allowed: ?sslmode=verify-full (or verify-ca, require; disable on a network of your own)"
                                                .formatted(host)));
    }

    public PostgresSettings withPassword(Optional<String> typed) {
        return new PostgresSettings(url, user, passwordFile, connections, typed);
    }

    /// Read each time it is needed, so that a new password holds at once.
    String password() throws IOException {
        if (typed.isPresent()) return typed.get();
        return passwordFile.isPresent() ? PasswordFile.password(passwordFile.get()) : "";
    }

    /// Where it is, without parameters.
    @Override
    public String toString() {
        return url.replaceFirst("^jdbc:", "").replaceFirst("\\?.*", "");
    }
}
