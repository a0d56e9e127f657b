package org.ovalogin;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.client.LoginCommand;
import org.ovalogin.cli.client.LogoutCommand;
import org.ovalogin.cli.client.ServerRefusal;
import org.ovalogin.cli.dialplan.DialplanCommand;
import org.ovalogin.cli.local.AccountCommand;
import org.ovalogin.cli.local.BackupCommand;
import org.ovalogin.cli.local.BudgetCommand;
import org.ovalogin.cli.local.HashCostCommand;
import org.ovalogin.cli.local.Installation;
import org.ovalogin.cli.local.KeyCommand;
import org.ovalogin.cli.local.MailboxCommand;
import org.ovalogin.cli.local.MigrateCommand;
import org.ovalogin.cli.local.RestoreCommand;
import org.ovalogin.cli.moving.ImportCommand;
import org.ovalogin.cli.phone.PhoneCommand;
import org.ovalogin.cli.shell.RunCommand;
import org.ovalogin.cli.shell.ShellCommand;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.Told;
import org.ovalogin.config.BadConfiguration;
import org.ovalogin.config.Configuration;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.input.TypedText;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.net.Release;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.SetUpException;
import org.ovalogin.storage.realtime.JdbcRealtime;
import org.ovalogin.web.http.HttpRefusal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// The command line of `./ova`. With [Serve] and [Core] the only ones that see all packages: they
/// build every object with `new`, start and stop them.
@Command(
        name = "ova",
        description = "Sign-in with extension and PIN for Asterisk voice mail.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Versions.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = HelpCommand.class)
public final class Main {
    static final String RELEASE = "ova-login " + Release.NUMBER;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    /// For `--version`.
    static final class Versions implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {RELEASE};
        }
    }

    private Main() {}

    public static void main(String[] args) {
        spareThreads();
        refuseLostCharacters(args, System.getenv());
        System.exit(commandLine(args).execute(args));
    }

    /// Java puts U+FFFD for each byte of an argument that is not UTF-8, as in a name typed at a
    /// terminal of another encoding. The message names the place alone: an argument may be a
    /// secret.
    private static void refuseLostCharacters(String[] args, Map<String, String> environment) {
        var lost =
                IntStream.range(0, args.length)
                        .filter(i -> TypedText.lost(args[i]))
                        .mapToObj(i -> "argument " + (i + 1))
                        .findFirst()
                        .or(
                                () ->
                                        environment.entrySet().stream()
                                                .filter(e -> e.getKey().startsWith("OVA_"))
                                                .filter(e -> TypedText.lost(e.getValue()))
                                                .map(e -> "the variable " + e.getKey())
                                                .findFirst());
        if (lost.isEmpty()) return;
        say(
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                lost.get() + " is not UTF-8",
                "a terminal of another encoding? echo … | iconv -f WINDOWS-1252 -t UTF-8 shows it in UTF-8");
        System.exit(USAGE);
    }

    /// Adds platform threads under the virtual ones. A virtual thread that waits in native code, as
    /// for a file on a disk that hangs, keeps its platform thread. By default there is one for each
    /// core: on a small machine all calls would wait too. Call it before the first virtual thread.
    static void spareThreads() {
        var name = "jdk.virtualThreadScheduler.parallelism";
        var threads = Runtime.getRuntime().availableProcessors() + Database.READERS;
        if (System.getProperty(name) == null) System.setProperty(name, String.valueOf(threads));
    }

    /// Builds only the called command: reading the options of all takes longer than many a command.
    /// Without a command, as for help, it builds all.
    static CommandLine commandLine(String... args) {
        var line = new CommandLine(new Main());
        var commands = commands();
        if (args.length > 0 && (commands.containsKey(args[0]) || args[0].equals("--version")))
            commands.keySet().retainAll(Set.of(args[0]));
        commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
        return line.setExecutionExceptionHandler((e, l, _) -> explain(e, l.getErr()));
    }

    /// By name, in the order in which help has them.
    private static Map<String, Supplier<Object>> commands() {
        var commands = new LinkedHashMap<String, Supplier<Object>>();
        commands.put("serve", Serve::new);
        commands.put("health", Health::new);
        commands.put("doctor", Doctor::new);
        commands.put("dialplan", () -> new DialplanCommand(InstallationCheck::site));
        commands.put(
                "mailbox",
                () -> group(new MailboxCommand(Main::installation), MailboxCommand.commands()));
        commands.put(
                "account",
                () -> group(new AccountCommand(Main::installation), AccountCommand.commands()));
        commands.put("backup", () -> new BackupCommand(new StoredCopies(RELEASE)));
        commands.put("restore", () -> new RestoreCommand(new StoredCopies(RELEASE)));
        commands.put("migrate", () -> new MigrateCommand(new StoredCopies(RELEASE)));
        commands.put(
                "budget",
                () -> group(new BudgetCommand(Main::installation), BudgetCommand.commands()));
        commands.put(
                "hash-cost",
                () -> group(new HashCostCommand(Main::installation), HashCostCommand.commands()));
        commands.put("key", () -> group(new KeyCommand(Main::installation), KeyCommand.commands()));
        commands.put(
                "import", () -> new ImportCommand(Main::installation).line(new JdbcRealtime()));
        commands.put("shell", ShellCommand::new);
        commands.put("run", () -> new CommandLine(new RunCommand()).setStopAtPositional(true));
        commands.put("login", LoginCommand::new);
        commands.put("logout", LogoutCommand::new);
        commands.put("phone", PhoneCommand::new);
        return commands;
    }

    private static CommandLine group(Object group, List<?> commands) {
        var line = new CommandLine(group);
        commands.forEach(line::addSubcommand);
        return line;
    }

    /// Tells what was attempted, found and allowed, with a hint. A stack trace is for bugs alone.
    private static int explain(Exception e, PrintWriter err) {
        switch (e) {
            case BadConfiguration bad ->
                    bad.problems().forEach(problem -> err.println("ova: " + problem));
            case SetUpException wrong -> say(err, wrong.getMessage(), wrong.hint());
            case NotDone refused -> {
                return new Told(err).end(told(refused));
            }
            case ShellException refused -> {
                return new Told(err).end(refused);
            }
            case StoreException gone ->
                    say(
                            err,
                            gone.getMessage() + ": " + innermost(gone).getMessage(),
                            "see to the data folder and the disk it is on, or to the database server");
            default -> e.printStackTrace(err);
        }
        return FAILED;
    }

    /// Has the exit code that the same refusal has through the REST interface.
    static ShellException told(NotDone refused) {
        var status = HttpRefusal.of(refused).statusCode();
        return new ShellException(
                ServerRefusal.kind(status), String.valueOf(refused.getMessage()), refused.hint());
    }

    private static void say(PrintWriter err, @Nullable String message, String hint) {
        err.println("ova: " + message);
        if (!hint.isEmpty()) err.println("hint: " + hint);
    }

    static Throwable innermost(Throwable e) {
        return e.getCause() == null ? e : innermost(e.getCause());
    }

    private static Installation installation(Path data, Optional<Path> config) {
        var configuration = configuration(config, data, System.getenv(), Map.of());
        return new Core(folder(data, configuration), configuration);
    }

    /// With the database elsewhere, an empty folder is no mistake.
    static DataFolder folder(Path data, Configuration configuration) {
        return configuration.storage().database().isPresent()
                ? DataFolder.openOrCreate(data)
                : DataFolder.open(data);
    }

    /// Reads the configuration and changes nothing.
    static Configuration read(
            Optional<Path> file,
            Path data,
            Map<String, String> environment,
            Map<String, String> commandLine) {
        var named = file.or(() -> Optional.ofNullable(environment.get("OVA_CONFIG")).map(Path::of));
        var own = Optional.of(data.resolve("ova.conf")).filter(Files::exists);
        return Configuration.read(named.or(() -> own), environment, commandLine);
    }

    /// Reads the configuration and sets up logging by it; nothing may have logged before. Prepares
    /// native libraries too: a command with a configuration uses a database and hashes.
    static Configuration configuration(
            Optional<Path> file,
            Path data,
            Map<String, String> environment,
            Map<String, String> commandLine) {
        var configuration = read(file, data, environment, commandLine);
        System.setProperty("ova.log.level", configuration.outgoing().log().level());
        System.setProperty("ova.log.format", configuration.outgoing().log().format());
        NativeLibraries.use();
        return configuration;
    }
}
