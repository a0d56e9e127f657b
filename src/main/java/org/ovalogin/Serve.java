package org.ovalogin;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.ovalogin.config.Configuration;
import org.ovalogin.dialog.Catalogue;
import org.ovalogin.dialog.Pace;
import org.ovalogin.dialog.Reception;
import org.ovalogin.fastagi.FastAgiServer;
import org.ovalogin.mailbox.Administration;
import org.ovalogin.mailbox.Administration.Enabling;
import org.ovalogin.mailbox.Administration.Reset;
import org.ovalogin.mailbox.MailboxKey;
import org.ovalogin.mailbox.Origin;
import org.ovalogin.store.DataFolder;
import org.ovalogin.store.SetUpException;
import org.slf4j.MDC;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./ova serve`: answers calls until it is told to stop.
@Command(
        name = "serve",
        description = "Answers Asterisk's calls until it is told to stop.",
        mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {
    /// A refusal is spoken this long after the entry, whatever the reason; longer than a hash
    /// takes.
    private static final Duration VERDICT_FLOOR = Duration.ofMillis(400);

    private static final List<String> DEMO_EXTENSIONS = List.of("51234", "51235");

    @Spec CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:OVA_DATA:-data}",
            description = "The data folder: database, key, mails (default: ${DEFAULT-VALUE}).")
    Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The configuration (default: OVA_CONFIG, else ova.conf in the data folder, where there is one).")
    Optional<Path> config;

    @Option(
            names = "--fastagi",
            paramLabel = "HOST:PORT",
            description = "Where Asterisk finds us (default: 127.0.0.1:4573).")
    Optional<String> listen;

    @Option(
            names = "--demo",
            description =
                    "Mailboxes 51234 and 51235 for a first call, with new PINs at each start. Loopback only.")
    boolean demo;

    @Override
    public Integer call() {
        var configuration = Main.configuration(config, data, System.getenv(), listen);
        var err = spec.commandLine().getErr();
        for (var name : configuration.unknownVariables())
            err.printf("ova: warning: %s in the environment is no setting of ours%n", name);
        var folder = DataFolder.openOrCreate(data);
        if (demo) allowDemo(folder, configuration);
        var core = new Core(folder, configuration, InstantSource.system());
        core.administration().createDefaults();
        core.start();
        var thinking = Executors.newVirtualThreadPerTaskExecutor();
        var server = new FastAgiServer(configuration.fastAgi(), reception(core, thinking));
        var port = listen(server, core);
        var stopped = new CountDownLatch(1);
        onStop(
                () -> {
                    server.close();
                    thinking.close();
                    core.close();
                    stopped.countDown();
                });
        var out = spec.commandLine().getOut();
        var address = configuration.fastAgi().listen().getAddress().getHostAddress();
        out.printf("data folder %s, listening for Asterisk on %s:%d%n", folder, address, port);
        out.println(core.mailDestination());
        if (demo) makeDemo(core.administration(), out);
        else if (core.administration().mailboxes().isEmpty()) welcome(out);
        out.println("ready");
        out.flush();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static Reception reception(Core core, Executor thinking) {
        var mailboxes =
                new Reception.Mailboxes(core.store, core.signIn, core.pinChange, core.sessions);
        var pace = new Pace(VERDICT_FLOOR, inTheNameOfTheCall(thinking));
        return new Reception(mailboxes, new Catalogue(), pace, InstantSource.system());
    }

    /// What is logged while a verdict is formed has the call's id, as the rest of the call has.
    private static Executor inTheNameOfTheCall(Executor executor) {
        return task -> {
            var call = Optional.ofNullable(MDC.getCopyOfContextMap()).orElse(Map.of());
            executor.execute(
                    () -> {
                        MDC.setContextMap(call);
                        task.run();
                    });
        };
    }

    private static void onStop(Runnable stop) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(stop));
    }

    private static int listen(FastAgiServer server, Core core) {
        try {
            return server.start();
        } catch (UncheckedIOException e) {
            core.close();
            throw new SetUpException(
                    "%s: %s".formatted(e.getMessage(), Main.innermost(e).getMessage()),
                    "is another server running there? --fastagi HOST:PORT names another place",
                    e);
        }
    }

    private void welcome(PrintWriter out) {
        out.printf(
                """
                This is a new installation, with dial plan "default" (extensions of 5 digits). In another terminal:
                  ./ova mailbox add 51234 --email you@example.com --data %1$s
                                                      a mailbox; its PIN is in the e-mail
                  ./ova phone                         call it from this terminal
                README.md says how to have Asterisk call.
                """,
                data);
    }

    /// Demo PINs are printed, so they must not open anything that is somebody's, nor be reached
    /// from elsewhere.
    private static void allowDemo(DataFolder folder, Configuration configuration) {
        if (!configuration.fastAgi().listen().getAddress().isLoopbackAddress()) {
            throw new SetUpException(
                    "--demo listens on a loopback address only", "leave --fastagi out, or --demo");
        }
        if (Files.exists(folder.demoMark())) return;
        if (!folder.isEmpty()) {
            throw new SetUpException(
                    "the data folder '%s' is in use for real mailboxes".formatted(folder),
                    "give --demo a folder of its own with --data");
        }
        try {
            Files.createFile(folder.demoMark());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void makeDemo(Administration administration, PrintWriter out) {
        var origin = new Origin("demo", "command line");
        var present =
                administration.mailboxes().stream().map(m -> m.extensions().getFirst()).toList();
        for (var extension : DEMO_EXTENSIONS) {
            if (!present.contains(extension)) {
                var address = "demo%s@example.com".formatted(extension);
                administration.enable(
                        new Enabling(
                                Administration.DEFAULT_DIAL_PLAN,
                                extension,
                                address,
                                Optional.empty(),
                                Optional.empty()),
                        origin);
            }
            var key = new MailboxKey(Administration.DEFAULT_DIAL_PLAN, extension);
            var pin =
                    administration
                            .reset(key, new Reset(false, false), origin)
                            .shownOnce()
                            .orElseThrow();
            out.printf("demo mailbox %s PIN %s%n", extension, pin.digits());
        }
    }
}
