package org.ovalogin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.ovalogin.cli.doctor.Asterisk;
import org.ovalogin.cli.doctor.Diagnosis;
import org.ovalogin.cli.doctor.Diagnosis.Level;
import org.ovalogin.cli.doctor.Host;
import org.ovalogin.cli.local.PlaceOptions;
import org.ovalogin.config.BadConfiguration;
import org.ovalogin.config.Configuration;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.notify.mail.MailSettings;
import org.ovalogin.notify.mail.SmtpDelivery;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.storage.database.SetUpException;
import org.ovalogin.storage.store.Examination;
import org.ovalogin.web.http.HttpSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./ova doctor`: checks the installation, advises, and changes nothing.
@Command(
        name = "doctor",
        description = {
            "Looks at configuration, data folder, key, database, clock, mail server, addresses, prompts and dialplan.",
            "Changes nothing, sends no e-mail. Ends with 1 when there is a problem."
        },
        mixinStandardHelpOptions = true)
final class Doctor implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Mixin PlaceOptions place = new PlaceOptions();

    @Option(
            names = "--asterisk-sounds",
            paramLabel = "DIR",
            description = "Asterisk's folder of sounds (default: the usual ones).")
    Optional<Path> sounds;

    @Option(
            names = "--asterisk",
            paramLabel = "COMMAND",
            defaultValue = "asterisk",
            description = "What Asterisk is steered with (default: ${DEFAULT-VALUE}).")
    String asterisk;

    private final List<Diagnosis> found = new ArrayList<>();

    @Override
    public Integer call() {
        found.add(Host.java());
        configuration()
                .ifPresentOrElse(
                        this::lookAt,
                        () ->
                                found.add(
                                        Diagnosis.warning(
                                                "the rest",
                                                "not looked at without a configuration",
                                                "put that right first")));
        found.forEach(this::print);
        return found.stream().anyMatch(d -> d.level() == Level.PROBLEM) ? 1 : 0;
    }

    private void print(Diagnosis diagnosis) {
        var out = spec.commandLine().getOut();
        var level = diagnosis.level().name().toLowerCase(Locale.ROOT);
        out.printf("%-8s %s: %s%n", level, diagnosis.subject(), diagnosis.found());
        if (!diagnosis.hint().isEmpty()) out.println("         hint: " + diagnosis.hint());
        out.flush();
    }

    private Optional<Configuration> configuration() {
        try {
            var configuration =
                    Main.configuration(place.config(), place.data(), System.getenv(), Map.of());
            for (var name : configuration.unknownVariables())
                found.add(
                        Diagnosis.warning(
                                "configuration",
                                name + " in the environment is no setting of ours",
                                "a slip of the pen? docs/configuration.md has the table"));
            found.add(Diagnosis.ok("configuration", "readable, and every value is allowed"));
            return Optional.of(configuration);
        } catch (BadConfiguration e) {
            for (var problem : e.problems())
                found.add(
                        Diagnosis.problem(
                                "configuration",
                                problem,
                                "docs/configuration.md has the table of keys"));
            return Optional.empty();
        }
    }

    private void lookAt(Configuration configuration) {
        found.add(Host.openFiles(configuration.listeners().fastAgi().maxConnections()));
        folder(configuration).ifPresent(folder -> lookAt(folder, configuration));
        found.add(mail(configuration.outgoing().mail()));
        found.add(
                Host.listens(
                        "fastagi", "fastagi.listen", configuration.listeners().fastAgi().listen()));
        configuration
                .listeners()
                .http()
                .listen()
                .ifPresent(place -> found.add(Host.listens("http", "http.listen", place)));
        found.addAll(Asterisk.prompts(sounds, configuration.listeners().fastAgi().sounds().path()));
        found.add(Asterisk.dialplan(Arrays.asList(asterisk.split(" ", -1))));
    }

    private Optional<DataFolder> folder(Configuration configuration) {
        try {
            var elsewhere =
                    configuration.storage().database().isPresent()
                            && Files.isDirectory(place.data());
            var folder =
                    elsewhere
                            ? DataFolder.openOrCreate(place.data())
                            : DataFolder.open(place.data());
            found.add(Diagnosis.ok("data folder", folder + ", its owner's alone"));
            return Optional.of(folder);
        } catch (SetUpException e) {
            found.add(problem("data folder", e));
            return Optional.empty();
        }
    }

    private void lookAt(DataFolder folder, Configuration configuration) {
        var key = configuration.storage().keyFile().orElse(folder.key());
        found.addAll(
                Host.privateFiles(
                        Stream.of(
                                        Stream.of(key, folder.database(), folder.mail()),
                                        configuration.outgoing().mail().smtp().stream()
                                                .flatMap(s -> s.login().passwordFile().stream()),
                                        configuration.listeners().http().encryption().tls().stream()
                                                .map(HttpSettings.Tls::key))
                                .flatMap(s -> s)
                                .toList()));
        found.add(Host.space(Path.of(folder.toString())));
        try (var database =
                configuration
                        .storage()
                        .database()
                        .map(Examination::postgresql)
                        .orElseGet(() -> Examination.sqlite(folder.database()))) {
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
        if (tables.pending() == 0) lookAtDialPlans(database.dialPlansAlike());
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

    private static Diagnosis mail(MailSettings mail) {
        var smtp = mail.smtp();
        if (smtp.isEmpty())
            return Diagnosis.warning(
                    "mail",
                    "no mail server: e-mails with PINs are files",
                    "mail.smtp.host names one");
        var wrong = SmtpDelivery.tryOut(smtp.get(), mail.from());
        var server = smtp.get().server().host() + ":" + smtp.get().server().port();
        return wrong.map(
                        what ->
                                Diagnosis.problem(
                                        "mail",
                                        what,
                                        "see to mail.smtp…; e-mails wait and are tried again for three days"))
                .orElseGet(() -> Diagnosis.ok("mail", server + " lets us in"));
    }
}
