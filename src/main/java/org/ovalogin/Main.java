package org.ovalogin;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ovalogin.config.BadConfiguration;
import org.ovalogin.config.Configuration;
import org.ovalogin.mailbox.NotDone;
import org.ovalogin.mailbox.StoreException;
import org.ovalogin.phone.PhoneCommand;
import org.ovalogin.shell.AccountCommand;
import org.ovalogin.shell.BackupCommand;
import org.ovalogin.shell.BudgetCommand;
import org.ovalogin.shell.Installation;
import org.ovalogin.shell.KeyCommand;
import org.ovalogin.shell.LoginCommand;
import org.ovalogin.shell.LogoutCommand;
import org.ovalogin.shell.MailboxCommand;
import org.ovalogin.shell.MigrateCommand;
import org.ovalogin.shell.RestoreCommand;
import org.ovalogin.shell.RunCommand;
import org.ovalogin.shell.ShellCommand;
import org.ovalogin.shell.UsageException;
import org.ovalogin.store.DataFolder;
import org.ovalogin.store.Database;
import org.ovalogin.store.SetUpException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// The command line of `./ova`. With [Serve] and [Core] the only ones that see all packages: they
/// build every object with `new`, start and stop them.
@Command(
        name = "ova",
        description = "Sign-in with extension and PIN for Asterisk voice mail.",
        mixinStandardHelpOptions = true,
        version = Main.RELEASE,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = HelpCommand.class)
public final class Main {
    static final String RELEASE = "ova-login 0.1";
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Main() {}

    public static void main(String[] args) {
        spareThreads();
        System.exit(commandLine().execute(args));
    }

    /// SQLite reads, and waits for the disk and for other processes, in native code, where a
    /// virtual thread keeps the platform thread under it. By default there is one of these for each
    /// core: on a small machine no call would go on while one waits. To be called before there is a
    /// virtual thread.
    static void spareThreads() {
        var name = "jdk.virtualThreadScheduler.parallelism";
        var threads = Runtime.getRuntime().availableProcessors() + Database.READERS;
        if (System.getProperty(name) == null) System.setProperty(name, String.valueOf(threads));
    }

    private static CommandLine commandLine() {
        var mailbox = new CommandLine(new MailboxCommand(Main::installation));
        MailboxCommand.commands().forEach(mailbox::addSubcommand);
        var account = new CommandLine(new AccountCommand(Main::installation));
        AccountCommand.commands().forEach(account::addSubcommand);
        var copies = new StoredCopies(RELEASE);
        var budget = new CommandLine(new BudgetCommand(Main::installation));
        BudgetCommand.commands().forEach(budget::addSubcommand);
        var key = new CommandLine(new KeyCommand(Main::installation));
        KeyCommand.commands().forEach(key::addSubcommand);
        return new CommandLine(new Main())
                .addSubcommand(new Serve())
                .addSubcommand(new Doctor())
                .addSubcommand(mailbox)
                .addSubcommand(account)
                .addSubcommand(new BackupCommand(copies))
                .addSubcommand(new RestoreCommand(copies))
                .addSubcommand(new MigrateCommand(copies))
                .addSubcommand(budget)
                .addSubcommand(key)
                .addSubcommand(new ShellCommand())
                .addSubcommand(new CommandLine(new RunCommand()).setStopAtPositional(true))
                .addSubcommand(new LoginCommand())
                .addSubcommand(new LogoutCommand())
                .addSubcommand(new PhoneCommand())
                .setExecutionExceptionHandler((e, line, _) -> explain(e, line.getErr()));
    }

    /// What was attempted, what was found, what is allowed, and a hint; a stack trace only for what
    /// should not happen.
    private static int explain(Exception e, PrintWriter err) {
        switch (e) {
            case BadConfiguration bad ->
                    bad.problems().forEach(problem -> err.println("ova: " + problem));
            case SetUpException wrong -> say(err, wrong.getMessage(), wrong.hint());
            case NotDone refused -> say(err, refused.getMessage(), refused.hint());
            case UsageException usage -> {
                say(err, usage.getMessage(), "");
                return USAGE;
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

    private static void say(PrintWriter err, @Nullable String message, String hint) {
        err.println("ova: " + message);
        if (!hint.isEmpty()) err.println("hint: " + hint);
    }

    static Throwable innermost(Throwable e) {
        return e.getCause() == null ? e : innermost(e.getCause());
    }

    private static Installation installation(Path data, Optional<Path> config) {
        var configuration = configuration(config, data, System.getenv(), Map.of());
        return new Core(folder(data, configuration), configuration, InstantSource.system());
    }

    /// With the database elsewhere, a folder that is still to be filled is no mistake.
    static DataFolder folder(Path data, Configuration configuration) {
        return configuration.database().isPresent()
                ? DataFolder.openOrCreate(data)
                : DataFolder.open(data);
    }

    /// Reads the configuration and sets the logging up by it; nothing may have logged before.
    static Configuration configuration(
            Optional<Path> file,
            Path data,
            Map<String, String> environment,
            Map<String, String> commandLine) {
        var named = file.or(() -> Optional.ofNullable(environment.get("OVA_CONFIG")).map(Path::of));
        var own = Optional.of(data.resolve("ova.conf")).filter(Files::exists);
        var configuration = Configuration.read(named.or(() -> own), environment, commandLine);
        System.setProperty("ova.log.level", configuration.logLevel());
        System.setProperty("ova.log.format", configuration.logFormat());
        return configuration;
    }
}
