package org.ovalogin;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ovalogin.cli.dialplan.DialplanCommand;
import org.ovalogin.cli.doctor.Diagnosis;
import org.ovalogin.cli.doctor.Expected;
import org.ovalogin.cli.doctor.Host;
import org.ovalogin.config.Configuration;
import org.ovalogin.core.pin.PinHasher.Cost;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.storage.database.RunningServer;
import org.ovalogin.storage.database.SetUpException;
import org.ovalogin.storage.store.Examination;
import org.ovalogin.web.http.HttpSettings;

/// The doctor's look at a data folder: its files, its database, its key, and the server that runs
/// on it.
final class InstallationCheck {
    private final Path data;
    private final Configuration configuration;
    private final List<Diagnosis> found = new ArrayList<>();
    private Optional<RunningServer> running = Optional.empty();
    private Optional<Expected.Mailboxes> mailboxes = Optional.empty();

    InstallationCheck(Path data, Configuration configuration) {
        this.data = data;
        this.configuration = configuration;
    }

    /// The installation for which `./ova dialplan` prints lines.
    static DialplanCommand.Site site(Path data, Optional<Path> config) {
        var configuration = Main.configuration(config, data, System.getenv(), Map.of());
        var folder = Main.folder(data, configuration);
        var listens =
                RunningServer.of(folder)
                        .map(RunningServer::fastAgi)
                        .orElseGet(() -> text(configuration.listeners().fastAgi().listen()));
        try (var database = examine(folder, configuration)) {
            var behind = database.tables().pending();
            if (behind > 0)
                throw new SetUpException(
                        "the tables of the data folder '%s' are %d steps behind this release"
                                .formatted(folder, behind),
                        "./ova serve brings them up to it");
            return new DialplanCommand.Site(database.dialPlans(), listens);
        }
    }

    private static Examination examine(DataFolder folder, Configuration configuration) {
        return configuration
                .storage()
                .database()
                .map(Examination::postgresql)
                .orElseGet(() -> Examination.sqlite(folder.database()));
    }

    private static String text(InetSocketAddress place) {
        var address = place.getAddress().getHostAddress();
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + place.getPort();
    }

    List<Diagnosis> run() {
        try {
            folder().ifPresent(this::lookAt);
        } catch (RuntimeException e) {
            // hides no other check
            found.add(
                    Diagnosis.problem(
                            "data folder",
                            "this check itself failed: " + e.getClass().getSimpleName(),
                            "report it, with the version of the tables"));
        }
        var fastAgi = configuration.listeners().fastAgi().listen();
        var http = configuration.listeners().http().listen();
        found.add(
                running.map(server -> listens("fastagi", server.fastAgi(), Optional.of(fastAgi)))
                        .orElseGet(() -> Host.listens("fastagi", "fastagi.listen", fastAgi)));
        if (running.isEmpty())
            http.ifPresent(place -> found.add(Host.listens("http", "http.listen", place)));
        running.flatMap(RunningServer::http)
                .ifPresent(place -> found.add(listens("http", place, http)));
        return found;
    }

    /// The facts about this installation that Asterisk should know.
    Expected expected() {
        return new Expected(
                running.map(server -> address(server.fastAgi()))
                        .orElseGet(() -> configuration.listeners().fastAgi().listen()),
                running.map(RunningServer::mark),
                configuration.storage().database().isPresent(),
                mailboxes);
    }

    /// @param place where the running server says that it listens
    /// @param configured where one would by the configuration alone
    private static Diagnosis listens(
            String what, String place, Optional<InetSocketAddress> configured) {
        var key = what + ".listen";
        var answer = Host.listens(what, key, address(place));
        if (answer.level() != Diagnosis.Level.OK || configured.equals(Optional.of(address(place))))
            return answer;
        return Diagnosis.ok(
                what,
                "the running server listens on %s, by an option at its start; %s is %s"
                        .formatted(
                                place,
                                key,
                                configured.map(InstallationCheck::text).orElse("none")));
    }

    /// @param place `ADDRESS:PORT`
    private static InetSocketAddress address(String place) {
        var colon = place.lastIndexOf(':');
        try {
            return new InetSocketAddress(
                    InetAddress.getByName(place.substring(0, colon).replaceAll("[\\[\\]]", "")),
                    Integer.parseInt(place.substring(colon + 1)));
        } catch (UnknownHostException | RuntimeException e) {
            throw new IllegalStateException("the running server's address is unreadable", e);
        }
    }

    private Optional<DataFolder> folder() {
        try {
            var elsewhere =
                    configuration.storage().database().isPresent() && Files.isDirectory(data);
            var folder = elsewhere ? DataFolder.openOrCreate(data) : DataFolder.open(data);
            found.add(Diagnosis.ok("data folder", folder + ", its owner's alone"));
            return Optional.of(folder);
        } catch (SetUpException e) {
            found.add(problem("data folder", e));
            return Optional.empty();
        }
    }

    /// The files that nobody but the server's user may read.
    static List<Path> secrets(DataFolder folder, Configuration configuration) {
        return Stream.of(
                        Stream.of(
                                Core.keyFile(folder, configuration),
                                folder.database(),
                                folder.mail()),
                        configuration.outgoing().mail().smtp().stream()
                                .flatMap(s -> s.login().passwordFile().stream()),
                        configuration.listeners().http().encryption().tls().stream()
                                .map(HttpSettings.Tls::key))
                .flatMap(s -> s)
                .toList();
    }

    private void lookAt(DataFolder folder) {
        running = RunningServer.of(folder);
        var key = Core.keyFile(folder, configuration);
        found.addAll(Host.privateFiles(secrets(folder, configuration)));
        found.add(Host.space(Path.of(folder.toString())));
        try (var database = examine(folder, configuration)) {
            lookAt(database, key);
        } catch (SetUpException e) {
            found.add(problem("database", e));
        } catch (StoreException e) {
            found.add(
                    Diagnosis.problem(
                            "database",
                            e.getMessage() + ": " + Main.innermost(e).getMessage(),
                            "see to the database server, or to the data folder and its disk"));
        }
    }

    private void lookAt(Examination database, Path key) {
        var damage = database.damage();
        if (damage.isEmpty()) found.add(Diagnosis.ok("database", "answers, and is whole"));
        else
            found.add(
                    Diagnosis.problem(
                            "database",
                            "damaged: " + damage.getFirst(),
                            "stop the server, keep a copy, and restore the latest backup"));
        var tables = database.tables();
        found.add(
                tables.pending() == 0
                        ? Diagnosis.ok("tables", "of version " + tables.version())
                        : Diagnosis.warning(
                                "tables",
                                "of version %s, %d steps behind this release"
                                        .formatted(tables.version(), tables.pending()),
                                "./ova serve brings them up to it"));
        database.refusesChanges()
                .ifPresent(
                        why ->
                                found.add(
                                        Diagnosis.problem(
                                                "database",
                                                "takes no changes: " + why,
                                                "see to the disk, to a standby that is waited for, and to who holds the database")));
        var now = InstantSource.system().instant();
        database.durability().ifPresent(d -> found.add(durability(d)));
        database.now(InstantSource.system())
                .ifPresent(theirs -> found.add(Host.clock(now, theirs, "the database")));
        database.newestEvent()
                .ifPresentOrElse(
                        newest -> found.add(Host.clockAfter(now, newest)),
                        () -> found.add(Diagnosis.ok("clock", "it says " + now)));
        if (tables.pending() == 0) found.add(key(database, key));
        if (tables.pending() > 0) return;
        found.add(hashCost(database.hashCost()));
        lookAtDialPlans(database.dialPlansAlike());
        database.commandForSearches()
                .ifPresent(
                        command ->
                                found.add(
                                        Diagnosis.warning(
                                                "search",
                                                "the database lacks its extension pg_trgm: each search for mailboxes reads all their rows",
                                                command
                                                        + " as the database's owner or a superuser; a running server builds the index by itself")));
        mailboxes =
                Optional.of(
                        new Expected.Mailboxes(
                                database.dialPlans(),
                                database.mailboxes(),
                                database.ownersLanguages()));
    }

    private void lookAtDialPlans(List<String> alike) {
        if (alike.isEmpty()) return;
        found.add(
                Diagnosis.warning(
                        "dial plans",
                        "differ in nothing but case: " + String.join(", ", alike),
                        "write their names exactly, also in extensions.conf; move the mailboxes of one to another"));
    }

    private static Diagnosis durability(Examination.Durability durability) {
        return durability.safe()
                ? Diagnosis.ok("replication", durability.found())
                : Diagnosis.problem(
                        "replication",
                        durability.found(),
                        "fsync = on, and synchronous_standby_names for standbys that run: a fail-over would lose charges and new PINs, and without a standby that is waited for nothing is committed");
    }

    private Diagnosis hashCost(Optional<Cost> inForce) {
        var configured = configuration.limits().cost();
        var subject = "hash cost";
        if (inForce.isEmpty())
            return Diagnosis.ok(subject, "none in force yet; the next start takes " + configured);
        var cost = inForce.get();
        if (!cost.isAllowed())
            return Diagnosis.problem(
                    subject,
                    "%s by the database, allowed: %s".formatted(cost, Cost.allowed()),
                    "./ova hash-cost set %s, and find out who changed it".formatted(configured));
        return cost.equals(configured)
                ? Diagnosis.ok(subject, cost + ", as configured")
                : Diagnosis.warning(
                        subject,
                        "%s by the database; hashing.memory and hashing.passes, %s, are not used"
                                .formatted(cost, configured),
                        "./ova hash-cost set %s brings it into force on all servers; else write %s into the configuration"
                                .formatted(configured, cost));
    }

    private static Diagnosis key(Examination database, Path key) {
        try {
            var inUse = database.requireKeys(key);
            return Diagnosis.ok("key", "the database's own, %s is in use".formatted(inUse));
        } catch (SetUpException e) {
            return problem("key", e);
        }
    }

    private static Diagnosis problem(String subject, SetUpException e) {
        return Diagnosis.problem(subject, String.valueOf(e.getMessage()), e.hint());
    }
}
