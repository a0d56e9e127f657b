package org.ovalogin.notify.mail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ovalogin.net.PasswordFile;

/// The mail server that takes our letters. Refuses bad values with an [IllegalArgumentException]
/// that has a line for each.
///
/// @param helo our greeting
public record SmtpSettings(MailServer server, Login login, Timeouts timeouts, Helo helo) {

    /// @param port 0 means the usual one for `security`
    /// @param security `NONE` on this host only: otherwise PINs would cross the network in clear
    public record MailServer(String host, int port, Security security) {
        public MailServer {
            if (port == 0) port = security.port;
        }

        boolean onThisHost() {
            return THIS_HOST.matcher(host).matches();
        }
    }

    /// Both or neither.
    ///
    /// @param user empty: we don't authenticate
    /// @param passwordFile its first line is the password; only its owner may read it
    public record Login(Optional<String> user, Optional<Path> passwordFile) {
        public static final Login NONE = new Login(Optional.empty(), Optional.empty());
    }

    /// @param connect time to establish the connection
    /// @param answer time for each answer of the server
    public record Timeouts(Duration connect, Duration answer) {}

    public enum Security {
        STARTTLS(587),
        TLS(465),
        NONE(25);

        private final int port;

        Security(int port) {
            this.port = port;
        }
    }

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?");
    private static final Pattern THIS_HOST =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}", Pattern.CASE_INSENSITIVE);

    public SmtpSettings {
        var host = server.host();
        var port = server.port();
        var bad = new ArrayList<String>();
        if (!HOST.matcher(host).matches())
            bad.add("mail.smtp.host: found '%s', allowed: a host's name".formatted(host));
        if (port < 0 || port > 65_535)
            bad.add("mail.smtp.port: found %d, allowed: 0 to 65535".formatted(port));
        if (server.security() == Security.NONE && !server.onThisHost())
            bad.add(
                    "mail.smtp.security: found 'none' for '%s', allowed: on this host only, since the e-mails contain PINs; elsewhere: starttls, tls"
                            .formatted(host));
        if (login.user().isPresent() != login.passwordFile().isPresent())
            bad.add(
                    "mail.smtp.user, mail.smtp.passwordFile: found one without the other, allowed: both or neither");
        login.passwordFile()
                .flatMap(file -> PasswordFile.fault("mail.smtp.passwordFile", file))
                .ifPresent(bad::add);
        var here = server.onThisHost();
        helo.configured()
                .filter(name -> !Helo.allowed(name, here))
                .ifPresent(name -> bad.add(badHelo(name)));
        checkTime("connectTimeout", timeouts.connect(), Duration.ofMinutes(1), bad);
        checkTime("timeout", timeouts.answer(), Duration.ofMinutes(10), bad);
        if (!bad.isEmpty()) throw new IllegalArgumentException(String.join("\n", bad));
    }

    /// @param name `mail.smtp.helo`; empty: the host's full name, else the domain of `mail.from`
    public SmtpSettings(MailServer server, Login login, Timeouts timeouts, String name) {
        this(server, login, timeouts, Helo.of(name));
    }

    /// @param address the sender's, whose domain is the greeting where nothing better is known
    SmtpSettings from(String address) {
        var domain = address.substring(address.lastIndexOf('@') + 1);
        return new SmtpSettings(server, login, timeouts, helo.fallingBackTo(domain));
    }

    private static String badHelo(String name) {
        return "mail.smtp.helo: found '%s', allowed: a host's full name such as pbx.contoso.com, or an address such as [192.0.2.1]; localhost only to this host"
                .formatted(name);
    }

    boolean onThisHost() {
        return server.onThisHost();
    }

    private static void checkTime(String key, Duration found, Duration most, List<String> bad) {
        if (found.toMillis() < 1 || found.compareTo(most) > 0)
            bad.add("mail.smtp.%s: found %s, allowed: up to %s".formatted(key, found, most));
    }
}
