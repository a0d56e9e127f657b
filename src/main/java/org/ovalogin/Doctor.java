package org.ovalogin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ovalogin.cli.doctor.AsteriskConsole;
import org.ovalogin.cli.doctor.AsteriskVisit;
import org.ovalogin.cli.doctor.Diagnosis;
import org.ovalogin.cli.doctor.Diagnosis.Level;
import org.ovalogin.cli.doctor.Host;
import org.ovalogin.cli.doctor.PromptFiles;
import org.ovalogin.cli.local.PlaceOptions;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.config.BadConfiguration;
import org.ovalogin.config.Configuration;
import org.ovalogin.notify.mail.MailSettings;
import org.ovalogin.notify.mail.SmtpDelivery;
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

    @Option(
            names = "--asterisk-config",
            paramLabel = "DIR",
            description = "Asterisk's folder of configuration (default: where Asterisk says).")
    Optional<Path> asteriskConfig;

    private final List<Diagnosis> found = new ArrayList<>();

    @Override
    public Integer call() {
        found.add(Host.java());
        lookAt(configuration());
        found.forEach(this::print);
        return found.stream().anyMatch(d -> d.level() == Level.PROBLEM) ? 1 : 0;
    }

    private void print(Diagnosis diagnosis) {
        var out = spec.commandLine().getOut();
        var level = diagnosis.level().name().toLowerCase(Locale.ROOT);
        out.printf(
                "%-8s %s: %s%n",
                level, Quote.printable(diagnosis.subject()), Quote.printable(diagnosis.found()));
        if (!diagnosis.hint().isEmpty())
            out.println("         hint: " + Quote.printable(diagnosis.hint()));
        out.flush();
    }

    /// A bad configuration hides no other mistake: the rest is looked at with the defaults.
    private Configuration configuration() {
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
            return configuration;
        } catch (BadConfiguration e) {
            for (var problem : e.problems())
                found.add(
                        Diagnosis.problem(
                                "configuration",
                                problem,
                                "docs/configuration.md has the table of keys"));
            found.add(
                    Diagnosis.warning(
                            "configuration",
                            "the rest is looked at with the defaults",
                            "put it right first, then run this again"));
            NativeLibraries.use();
            return Configuration.read(Optional.empty(), Map.of(), Map.of());
        }
    }

    private void lookAt(Configuration configuration) {
        found.add(Host.openFiles(configuration.listeners().fastAgi().maxConnections()));
        var installation = new InstallationCheck(place.data(), configuration);
        found.addAll(installation.run());
        found.add(mail(configuration.outgoing().mail()));
        var visit =
                new AsteriskVisit(
                        new AsteriskConsole(Arrays.asList(asterisk.split(" ", -1))),
                        asteriskConfig);
        found.addAll(
                new PromptFiles(
                                sounds,
                                configuration.listeners().fastAgi().sounds().path(),
                                configuration.listeners().fastAgi().sounds().custom(),
                                visit.settings())
                        .check());
        found.addAll(visit.check(installation.expected()));
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
