package org.ovalogin.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ovalogin.call.fastagi.FastAgiSettings;
import org.ovalogin.core.input.TypedText;
import org.ovalogin.core.pin.HashSettings;
import org.ovalogin.core.pin.PinHasher.Cost;
import org.ovalogin.core.signin.Allowance;
import org.ovalogin.core.signin.Budget;
import org.ovalogin.notify.journal.SyslogSettings;
import org.ovalogin.notify.mail.MailSettings;
import org.ovalogin.notify.mail.SmtpSettings;
import org.ovalogin.notify.mail.SmtpSettings.Security;
import org.ovalogin.storage.database.PostgresSettings;
import org.ovalogin.web.http.HttpSettings;

/// The settings of a server: the environment overrides the file, which overrides `reference.conf`.
/// Immutable.
///
/// @param timeZone of pages and letters; by default the host's
/// @param unknownVariables `OVA_…` variables that match no key, for a warning
public record Configuration(
        ZoneId timeZone,
        Listeners listeners,
        Limits limits,
        Storage storage,
        Outgoing outgoing,
        List<String> unknownVariables) {

    /// The addresses at which the server takes calls and requests.
    public record Listeners(FastAgiSettings fastAgi, HttpSettings http) {}

    /// The limits of guessing.
    ///
    /// @param cost of new hashes, on a database that has none in force yet
    /// @param budgets without those that are switched off
    public record Limits(HashSettings hashing, Cost cost, Map<Budget, Allowance> budgets) {}

    /// @param database empty: SQLite in the data folder
    /// @param keyFile empty: in the data folder
    public record Storage(Optional<PostgresSettings> database, Optional<Path> keyFile) {}

    /// Everything that leaves the server unasked.
    ///
    /// @param syslog empty: events are sent nowhere
    public record Outgoing(MailSettings mail, Optional<SyslogSettings> syslog, Log log) {}

    /// The server's own log.
    public record Log(String level, String format) {}

    /// Variables with a meaning of their own; they set no key.
    private static final List<String> NO_KEYS =
            List.of(
                    "OVA_JAVA_OPTS",
                    "OVA_CONFIG",
                    "OVA_DATA",
                    "OVA_URL",
                    "OVA_TOKEN",
                    "OVA_CA",
                    "OVA_INSECURE");

    /// Reads the settings.
    ///
    /// @param file empty: no file
    /// @param commandLine values by key; they override everything
    /// @throws BadConfiguration listing all mistakes at once
    public static Configuration read(
            Optional<Path> file, Map<String, String> environment, Map<String, String> commandLine) {
        var problems = new ArrayList<String>();
        var reference =
                ConfigFactory.parseResources(
                        Configuration.class.getClassLoader(), "reference.conf");
        var known = reference.entrySet().stream().map(Map.Entry::getKey).toList();
        var fromFile =
                file.map(f -> knownKeys(parse(f, problems), known, f, problems))
                        .orElse(ConfigFactory.empty());
        var merged = fromFile.withFallback(reference);
        for (var key : known) {
            var value = environment.get(variable(key));
            if (value != null) merged = override(merged, key, value, reference);
        }
        for (var option : commandLine.entrySet())
            merged =
                    merged.withValue(
                            option.getKey(), ConfigValueFactory.fromAnyRef(option.getValue()));
        var values = new Values(resolved(merged, reference, problems), problems);
        var configuration = settings(values, unknownVariables(environment, known));
        if (!problems.isEmpty() || configuration.isEmpty()) throw new BadConfiguration(problems);
        return configuration.get();
    }

    private static Optional<Configuration> settings(Values values, List<String> unknownVariables) {
        var timeZone = values.timeZone("server.timeZone");
        var fastAgi = fastAgi(values);
        var http = http(values);
        var hashing = hashing(values);
        var cost = values.cost("hashing.memory", "hashing.passes");
        var budgets = budgets(values);
        var database = database(values);
        var mail = mail(values);
        var syslog = syslog(values);
        var key = values.text("key.file");
        var level = values.oneOf("log.level", "error", "warn", "info", "debug");
        var format = values.oneOf("log.format", "text", "json");
        if (fastAgi.isEmpty() || http.isEmpty() || hashing.isEmpty() || mail.isEmpty())
            return Optional.empty();
        return Optional.of(
                new Configuration(
                        timeZone,
                        new Listeners(fastAgi.get(), http.get()),
                        new Limits(hashing.get(), cost, budgets),
                        new Storage(database, path(key)),
                        new Outgoing(mail.get(), syslog, new Log(level, format)),
                        unknownVariables));
    }

    private static Optional<FastAgiSettings> fastAgi(Values values) {
        var mark = values.mark();
        var listen = values.address("fastagi.listen");
        var clients = values.texts("fastagi.allowedClients");
        var connections = values.number("fastagi.maxConnections");
        var idle = values.duration("fastagi.idleTimeout");
        var environment = values.duration("fastagi.environmentTimeout");
        var grace = values.duration("fastagi.shutdownGrace");
        var callTime = values.duration("fastagi.maxCallTime");
        var sounds = values.text("sounds.path");
        var custom = values.text("sounds.custom");
        return values.checked(
                mark,
                () ->
                        new FastAgiSettings(
                                listen.orElse(new InetSocketAddress(0)),
                                clients,
                                connections,
                                new FastAgiSettings.Timeouts(idle, environment, grace, callTime),
                                new FastAgiSettings.SoundFolders(sounds, path(custom))));
    }

    private static Optional<Path> path(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(Path.of(value));
    }

    private static Optional<HttpSettings> http(Values values) {
        var mark = values.mark();
        var listen = values.addressOrNone("http.listen");
        var publicUrl = values.url("http.publicUrl");
        var allowPlain = values.yesOrNo("http.allowPlain");
        var certificate = values.text("http.tls.certificate");
        var key = values.text("http.tls.key");
        var proxies = values.texts("http.trustedProxies");
        var perAddress = values.number("http.connectionsPerAddress");
        var idle = values.duration("http.sessionIdle");
        var length = values.duration("http.sessionLength");
        return values.checked(
                mark,
                () ->
                        new HttpSettings(
                                listen,
                                publicUrl,
                                new HttpSettings.Encryption(
                                        HttpSettings.Tls.of(certificate, key), allowPlain),
                                new HttpSettings.Clients(proxies, perAddress),
                                new HttpSettings.Sessions(idle, length)));
    }

    private static Optional<HashSettings> hashing(Values values) {
        var mark = values.mark();
        var threads = values.number("hashing.threads");
        var waiting = values.number("hashing.waiting");
        var patience = values.duration("hashing.patience");
        var cores = Runtime.getRuntime().availableProcessors();
        return values.checked(
                mark, () -> new HashSettings(threads == 0 ? cores : threads, waiting, patience));
    }

    private static Map<Budget, Allowance> budgets(Values values) {
        var budgets = new EnumMap<Budget, Allowance>(Budget.class);
        for (var budget : Budget.values()) {
            var title = budget.title();
            var key = "budgets." + Character.toLowerCase(title.charAt(0)) + title.substring(1);
            values.allowance(key).ifPresent(allowance -> budgets.put(budget, allowance));
        }
        return budgets;
    }

    private static Optional<PostgresSettings> database(Values values) {
        var mark = values.mark();
        var url = values.text("database.url");
        var user = values.text("database.user");
        var file = values.text("database.passwordFile");
        var connections = values.number("database.connections");
        return url.isEmpty()
                ? Optional.empty()
                : values.checked(
                        mark, () -> new PostgresSettings(url, user, path(file), connections));
    }

    private static Optional<MailSettings> mail(Values values) {
        var mark = values.mark();
        var from = values.text("mail.from");
        var rate = values.number("mail.rate");
        var smtp = values.text("mail.smtp.host").isEmpty() ? null : smtp(values).orElse(null);
        return values.checked(mark, () -> new MailSettings(from, Optional.ofNullable(smtp), rate));
    }

    private static Optional<SmtpSettings> smtp(Values values) {
        var mark = values.mark();
        var host = values.text("mail.smtp.host");
        var port = values.number("mail.smtp.port");
        var security = values.oneOf("mail.smtp.security", "starttls", "tls", "none");
        var user = values.text("mail.smtp.user");
        var file = values.text("mail.smtp.passwordFile");
        var connectTimeout = values.duration("mail.smtp.connectTimeout");
        var timeout = values.duration("mail.smtp.timeout");
        var helo = values.text("mail.smtp.helo");
        return values.checked(
                mark,
                () ->
                        new SmtpSettings(
                                new SmtpSettings.MailServer(
                                        host,
                                        port,
                                        Security.valueOf(security.toUpperCase(Locale.ROOT))),
                                new SmtpSettings.Login(
                                        Optional.of(user).filter(u -> !u.isEmpty()), path(file)),
                                new SmtpSettings.Timeouts(connectTimeout, timeout),
                                helo));
    }

    private static Optional<SyslogSettings> syslog(Values values) {
        var mark = values.mark();
        var place = values.text("events.syslog");
        return place.isEmpty()
                ? Optional.empty()
                : values.checked(mark, () -> SyslogSettings.of(place));
    }

    private static Config parse(Path file, List<String> problems) {
        if (!Files.isReadable(file)) {
            problems.add("can't find or read the configuration file '%s'".formatted(file));
            return ConfigFactory.empty();
        }
        try {
            TypedText.of(Files.readAllBytes(file));
            return ConfigFactory.parseFile(
                    file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
        } catch (TypedText.Unreadable e) {
            problems.add(
                    "the configuration file '%s' %s; %s"
                            .formatted(file, e.fault(), e.hint(file.toString())));
            return ConfigFactory.empty();
        } catch (IOException e) {
            problems.add("can't read the configuration file '%s'".formatted(file));
            return ConfigFactory.empty();
        } catch (ConfigException e) {
            // The library's message quotes the file, which may be the wrong one, such as the key
            // file.
            var line = e.origin() == null ? "" : ", near line " + e.origin().lineNumber();
            problems.add("the configuration file '%s' is not HOCON%s".formatted(file, line));
            return ConfigFactory.empty();
        }
    }

    /// An unresolvable `${…}` spoils the whole file. The defaults let reading go on.
    private static Config resolved(Config merged, Config reference, List<String> problems) {
        try {
            return merged.resolve();
        } catch (ConfigException e) {
            problems.add("the configuration is not complete: " + e.getMessage());
            return reference.resolve();
        }
    }

    /// Drops unknown keys, and any key that has a value where further keys belong.
    private static Config knownKeys(
            Config fromFile, List<String> known, Path file, List<String> problems) {
        var config = fromFile;
        var unknown =
                fromFile.entrySet().stream()
                        .map(Map.Entry::getKey)
                        .filter(key -> !known.contains(key))
                        .sorted()
                        .toList();
        for (var key : unknown) {
            problems.add("%s: no such key in '%s'".formatted(key, file));
            config = config.withoutPath(key);
        }
        return config;
    }

    private static Config override(Config config, String key, String value, Config reference) {
        var list = reference.getValue(key).valueType() == ConfigValueType.LIST;
        var items =
                Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList();
        return config.withValue(key, ConfigValueFactory.fromAnyRef(list ? items : value));
    }

    /// The variable that sets a key: `OVA_FASTAGI_ALLOWED_CLIENTS` for `fastagi.allowedClients`.
    static String variable(String key) {
        var words = key.replaceAll("([a-z])([A-Z])", "$1_$2").replace('.', '_');
        return "OVA_" + words.toUpperCase(Locale.ROOT);
    }

    private static List<String> unknownVariables(
            Map<String, String> environment, List<String> known) {
        var names = known.stream().map(Configuration::variable).toList();
        return environment.keySet().stream()
                .filter(
                        name ->
                                name.startsWith("OVA_")
                                        && !names.contains(name)
                                        && !NO_KEYS.contains(name))
                .sorted()
                .toList();
    }
}
