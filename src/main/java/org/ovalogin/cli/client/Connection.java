package org.ovalogin.cli.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.ShellException.Kind;
import org.ovalogin.cli.terminal.TypedSecret;

/// Address of the server, token of the asker, and trust.
///
/// @param url without `/api/v1`, without a slash at its end
public record Connection(String url, Optional<TypedSecret> token, Optional<Path> ca) {
    private static final String API = "/api/v1";

    /// The HTTP client would refuse any other token with a message that quotes it.
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.~+/=-]{1,512}");

    /// Options of the command line.
    ///
    /// @param insecure whether plain HTTP may leave this host
    public record Options(Optional<Path> ca, boolean insecure) {}

    public Connection {
        if (token.isPresent() && !TOKEN.matcher(token.get().value()).matches())
            throw ShellException.usage(
                    "the token has characters in it that none has",
                    "see to OVA_TOKEN, or sign in again with ./ova login");
    }

    /// OVA_URL with OVA_TOKEN, else the profile. A profile's token goes to its own server only.
    ///
    /// @throws ShellException where neither is there, or plain HTTP would leave this host
    public static Connection of(Map<String, String> environment, Profile profile, Options options) {
        var saved = profile.read();
        var named = set(environment, "OVA_URL");
        var token = set(environment, "OVA_TOKEN").map(TypedSecret::new);
        if (named.isEmpty() && saved.isEmpty())
            throw new ShellException(
                    Kind.DENIED,
                    "no server is known",
                    "./ova login URL signs in to one, or set OVA_URL and OVA_TOKEN");
        var url = named.map(Connection::checked).orElseGet(() -> saved.orElseThrow().url());
        var own = saved.filter(s -> s.url().equals(url));
        var insecure =
                insecure(environment, options) || own.map(Profile.Saved::insecure).orElse(false);
        refusePlain(url, insecure);
        return new Connection(
                url,
                token.or(() -> own.map(Profile.Saved::token)),
                ca(environment, options).or(() -> own.flatMap(Profile.Saved::ca)));
    }

    /// Without a token, for signing in.
    public static Connection to(String url, Map<String, String> environment, Options options) {
        var checked = checked(url);
        refusePlain(checked, insecure(environment, options));
        return new Connection(checked, Optional.empty(), ca(environment, options));
    }

    static boolean insecure(Map<String, String> environment, Options options) {
        return options.insecure()
                || set(environment, "OVA_INSECURE").filter("1"::equals).isPresent();
    }

    public static boolean known(Map<String, String> environment, Profile profile) {
        return set(environment, "OVA_URL").isPresent() || profile.there();
    }

    /// Whether others could read the requests on the way.
    static boolean readable(String url) {
        var uri = URI.create(url);
        return uri.getScheme().equals("http") && !loopback(uri.getHost());
    }

    private static Optional<Path> ca(Map<String, String> environment, Options options) {
        return options.ca().or(() -> set(environment, "OVA_CA").map(Path::of));
    }

    private static Optional<String> set(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /// @return `https://HOST[:PORT][/PATH]`
    public static String checked(String typed) {
        var text = typed.strip();
        if (!text.contains("://")) text = "https://" + text;
        while (text.endsWith("/")) text = text.substring(0, text.length() - 1);
        if (text.endsWith(API)) text = text.substring(0, text.length() - API.length());
        try {
            var uri = new URI(text);
            var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getUserInfo() != null)
                throw ShellException.usage(
                        "the server's address has a name or password in it",
                        "leave it out: addresses are seen and kept in many places");
            if ((!scheme.equals("https") && !scheme.equals("http"))
                    || uri.getHost() == null
                    || uri.getQuery() != null
                    || uri.getFragment() != null) throw noAddress();
            return scheme + text.substring(text.indexOf("://"));
        } catch (URISyntaxException _) {
            throw noAddress();
        }
    }

    private static ShellException noAddress() {
        return ShellException.usage(
                "the server's address is none", "it looks like https://ova.contoso.com:8443");
    }

    private static void refusePlain(String url, boolean insecure) {
        if (readable(url) && !insecure)
            throw ShellException.usage(
                    url + " is not encrypted: token and PINs could be read on the way",
                    "use https; --insecure or OVA_INSECURE=1 allows it nevertheless");
    }

    private static boolean loopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.matches("127(\\.\\d{1,3}){3}")
                || host.equals("[::1]");
    }
}
