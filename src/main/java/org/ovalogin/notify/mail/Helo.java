package org.ovalogin.notify.mail;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name by which we greet the mail server (RFC 5321 section 4.1.1.1).
///
/// @param configured `mail.smtp.helo`; empty: the host's full name, if it has one
/// @param domain the fallback: the domain of `mail.from`
record Helo(Optional<String> configured, String domain) {
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    /// A host's full name. Its last label has a letter, which tells it from an address such as
    /// `10.0.0.1`.
    private static final Pattern FULL_NAME =
            Pattern.compile("(?=.{1,253}$)(?!.*\\.[0-9]+$)(" + LABEL + "\\.)+" + LABEL);

    /// For example `[192.0.2.1]` or `[IPv6:2001:db8::1]`.
    private static final Pattern LITERAL =
            Pattern.compile("\\[([0-9]{1,3}(\\.[0-9]{1,3}){3}|IPv6:[0-9A-Fa-f:.]{2,45})]");

    /// Names that mean nothing to another host.
    private static final Pattern LOCAL =
            Pattern.compile("(.*\\.)?localhost(\\.localdomain)?|\\[127\\..*|\\[ipv6:::1]");

    static Helo of(String configured) {
        return new Helo(Optional.of(configured).filter(c -> !c.isEmpty()), "localhost");
    }

    Helo fallingBackTo(String newDomain) {
        return new Helo(configured, newDomain);
    }

    /// @param onThisHost whether the mail server runs on this host, so that `localhost` names us
    static boolean allowed(String name, boolean onThisHost) {
        var local = LOCAL.matcher(name.toLowerCase(Locale.ROOT)).matches();
        if (local) return onThisHost;
        return FULL_NAME.matcher(name).matches() || LITERAL.matcher(name).matches();
    }

    /// The name; may ask the host for it, which can take a while.
    String name() {
        return configured.or(Helo::fullName).orElse(domain);
    }

    private static Optional<String> fullName() {
        try {
            var host = InetAddress.getLocalHost();
            return Optional.of(host.getCanonicalHostName())
                    .filter(name -> allowed(name, false))
                    .or(() -> Optional.of(host.getHostName()).filter(name -> allowed(name, false)));
        } catch (UnknownHostException _) {
            return Optional.empty();
        }
    }
}
