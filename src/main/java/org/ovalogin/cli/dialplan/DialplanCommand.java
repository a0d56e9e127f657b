package org.ovalogin.cli.dialplan;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ovalogin.cli.local.PlaceOptions;
import org.ovalogin.cli.moving.AsteriskConfig;
import org.ovalogin.cli.moving.ConfigFile;
import org.ovalogin.cli.terminal.Counted;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.UsageException;
import org.ovalogin.core.mailbox.DialPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./ova dialplan`: prints the lines for extensions.conf, or looks for ways past them in one.
@Command(
        name = "dialplan",
        description = {
            "Prints the lines for Asterisk's extensions.conf, for each dial plan here.",
            "With --check, finds lines that still lead into mailboxes by Asterisk's own passwords; ends with 1 if there is one."
        },
        mixinStandardHelpOptions = true)
public final class DialplanCommand implements Callable<Integer> {
    private static final int DOORS = 1;

    /// The facts about an installation that the command needs.
    ///
    /// @param listens where the server waits for Asterisk, `HOST:PORT`
    public record Site(List<DialPlan> dialPlans, String listens) {}

    public interface Opening {
        /// @param config the configuration; empty: the usual one
        Site open(Path data, Optional<Path> config);
    }

    @Spec CommandSpec spec;

    @Mixin PlaceOptions place = new PlaceOptions();

    @Option(
            names = "--check",
            paramLabel = "FILE",
            description = "Reads this extensions.conf and all files it includes. Changes nothing.")
    Optional<Path> checked;

    @Option(
            names = "--pbx",
            paramLabel = "NAME",
            converter = ByName.class,
            description = "plain, freepbx or issabel (default: plain).")
    Exchange exchange = Exchange.PLAIN;

    @Option(
            names = "--internal",
            paramLabel = "CONTEXT",
            description = "The context of your own phones (default: internal).")
    Optional<String> internal;

    @Option(
            names = "--outside",
            paramLabel = "CONTEXT",
            description = "The context of all other callers (default: from-outside).")
    Optional<String> outside;

    @Option(
            names = "--operators",
            paramLabel = "CONTEXT",
            description =
                    "The context in which operators are dialled (default: that of your own phones).")
    Optional<String> operators;

    @Option(
            names = "--link-sounds",
            description =
                    "Links the package's prompts into Asterisk's folder of sounds; touches no file of the same name.")
    boolean linkSounds;

    @Option(names = "--unlink-sounds", description = "Takes these links away.")
    boolean unlinkSounds;

    private final Opening opening;

    static final class ByName implements ITypeConverter<Exchange> {
        @Override
        public Exchange convert(String name) {
            return Exchange.named(name);
        }
    }

    public DialplanCommand(Opening opening) {
        this.opening = opening;
    }

    @Override
    public Integer call() {
        // the launcher of a package has done it, alone and without Java
        if (linkSounds || unlinkSounds)
            throw new UsageException(
                    "--link-sounds and --unlink-sounds stand alone, and need the package, whose prompts lie apart; otherwise copy asterisk-config/sounds");
        return checked.map(this::check).orElseGet(this::print);
    }

    private int print() {
        var site = opening.open(place.data(), place.config());
        var inside = internal.orElse(exchange.inside);
        var recipe =
                new Recipe(
                        exchange,
                        inside,
                        outside.orElse(exchange.outside),
                        operators.orElse(exchange == Exchange.PLAIN ? inside : "from-internal"),
                        site.listens());
        recipe.lines(site.dialPlans()).forEach(out()::println);
        out().flush();
        return 0;
    }

    /// Needs no installation; names the dial plans of one that is there.
    private int check(Path file) {
        var config = AsteriskConfig.read(file);
        var dialplan = WrittenDialplan.of(config);
        var found = Exchange.of(config.files().stream().map(ConfigFile::path).toList());
        var doors = OldDoors.in(dialplan);
        var plans = plans();
        for (var door : doors) {
            say(door.found());
            say("  instead: " + door.instead(found, plans));
        }
        config.programs().forEach(at -> say(at + ": #exec is not run; look at what it prints"));
        dialplan.switches().forEach(at -> say(at + ": extensions from elsewhere are not read"));
        out().println(
                        doors.isEmpty()
                                ? "no line of %s leads past ova-login".formatted(file)
                                : "%s still %s past ova-login"
                                        .formatted(
                                                Counted.of(doors.size(), "line", "lines"),
                                                doors.size() == 1 ? "leads" : "lead"));
        if (dialplan.entrances().isEmpty())
            out().println("no line leads to ova-login: ./ova dialplan prints them");
        if (found != Exchange.PLAIN)
            out().printf(
                            "%s wrote this: ./ova dialplan --pbx %s prints what to do in its GUI%n",
                            found.inWords(), found.name().toLowerCase(Locale.ROOT));
        out().flush();
        return doors.isEmpty() ? 0 : DOORS;
    }

    /// Without characters that steer the terminal: others write in these files, too.
    private void say(String line) {
        out().println(Quote.printable(line));
    }

    private List<DialPlan> plans() {
        if (Files.notExists(place.data())) return List.of();
        try {
            return opening.open(place.data(), place.config()).dialPlans();
        } catch (RuntimeException e) {
            spec.commandLine()
                    .getErr()
                    .println("ova: warning: dial plans are unknown here: " + e.getMessage());
            return List.of();
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
