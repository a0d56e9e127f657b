package org.ovalogin.cli.moving;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The JDBC address of a realtime database.
record RealtimeAddress(String url) {
    private static final Pattern PARTS =
            Pattern.compile("(?i)jdbc:(?<kind>[a-z]+):(?:[a-z0-9+]+:)?//(?<hosts>[^/?]*).*");

    private static final Pattern THIS_HOST =
            Pattern.compile("(?i)(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]+)?");

    private static final Pattern POSTGRESQL_CHECKS =
            Pattern.compile("(?i).*[?&]sslmode=verify-full(&.*)?");

    private static final Pattern MARIADB_CHECKS =
            Pattern.compile("(?i).*[?&]sslMode=verify[-_](identity|full)(&.*)?");

    /// A warning if others on the network could read or change the table, which has the PINs. By
    /// themselves drivers check no certificate, or not the host's name.
    Optional<String> warning() {
        var parts = PARTS.matcher(url);
        if (!parts.matches()) return Optional.empty();
        var elsewhere =
                Stream.of(parts.group("hosts").split(",", -1))
                        .anyMatch(h -> !h.isEmpty() && !THIS_HOST.matcher(h).matches());
        var mariadb = parts.group("kind").equalsIgnoreCase("mariadb");
        var checks = mariadb ? MARIADB_CHECKS : POSTGRESQL_CHECKS;
        return elsewhere && !checks.matcher(url).matches()
                ? Optional.of(
                        "the database is on another host, and its certificate and name are not checked: add %s to the address"
                                .formatted(
                                        mariadb
                                                ? "sslMode=VERIFY_IDENTITY"
                                                : "sslmode=verify-full"))
                : Optional.empty();
    }
}
