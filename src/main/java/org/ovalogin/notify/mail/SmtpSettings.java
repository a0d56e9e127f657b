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
/// @param port 0 means the usual one for `security`
/// @param security `NONE` on this host only: otherwise PINs would cross the network in clear
/// @param user empty: we don't authenticate
/// @param passwordFile its first line is the password; only its owner may read it
/// @param connectTimeout time to establish the connection
/// @param timeout time for each answer of the server
/// @param helo our greeting
public record SmtpSettings(
        String host,
        int port,
        Security security,
        Optional<String> user,
        Optional<Path> passwordFile,
        Duration connectTimeout,
        Duration timeout,
        Helo helo) {

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
        var bad = new ArrayList<String>();
        if (!HOST.matcher(host).matches())
            bad.add("mail.smtp.host: found '%s', allowed: a host's name".formatted(host));
        if (port < 0 || port > 65_535)
            bad.add("mail.smtp.port: found %d, allowed: 0 to 65535".formatted(port));
        if (security == Security.NONE && !THIS_HOST.matcher(host).matches())
            bad.add(
                    "mail.smtp.security: found 'none' for '%s', allowed: on this host only, since the e-mails contain PINs; elsewhere: starttls, tls"
                            .formatted(host));
        if (user.isPresent() != passwordFile.isPresent())
            bad.add(
                    "mail.smtp.user, mail.smtp.passwordFile: found one without the other, allowed: both or neither");
        passwordFile
                .flatMap(file -> PasswordFile.fault("mail.smtp.passwordFile", file))
                .ifPresent(bad::add);
        var here = THIS_HOST.matcher(host).matches();
        helo.configured()
                .filter(name -> !Helo.allowed(name, here))
                .ifPresent(name -> bad.add(badHelo(name)));
        checkTime("connectTimeout", connectTimeout, Duration.ofMinutes(1), bad);
        checkTime("timeout", timeout, Duration.ofMinutes(10), bad);
        if (!bad.isEmpty()) throw new IllegalArgumentException(String.join("\n", bad));
        if (port == 0) port = security.port;
    }

    /// @param name `mail.smtp.helo`; empty: the host's full name, else the domain of `mail.from`
    public SmtpSettings(
            String host,
            int port,
            Security security,
            Optional<String> user,
            Optional<Path> passwordFile,
            Duration connectTimeout,
            Duration timeout,
            String name) {
        this(host, port, security, user, passwordFile, connectTimeout, timeout, Helo.of(name));
    }

    SmtpSettings from(String address) {
        var domain = address.substring(address.lastIndexOf('@') + 1);
        return new SmtpSettings(
                host,
                port,
                security,
                user,
                passwordFile,
                connectTimeout,
                timeout,
                helo.fallingBackTo(domain));
    }

    private static String badHelo(String name) {
        return "mail.smtp.helo: found '%s', allowed: a host's full name such as pbx.contoso.com, or an address such as [192.0.2.1]; localhost only to this host"
                .formatted(name);
    }

    boolean onThisHost() {
        return THIS_HOST.matcher(host).matches();
    }

    private static void checkTime(String key, Duration found, Duration most, List<String> bad) {
        if (found.toMillis() < 1 || found.compareTo(most) > 0)
            bad.add("mail.smtp.%s: found %s, allowed: up to %s".formatted(key, found, most));
    }
}
