package org.ovalogin;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ovalogin.call.dialog.Catalogue;
import org.ovalogin.call.dialog.DoctorsCall;
import org.ovalogin.call.dialog.Locality;
import org.ovalogin.call.dialog.Pace;
import org.ovalogin.call.dialog.Reception;
import org.ovalogin.call.dialog.Switchboard;
import org.ovalogin.call.fastagi.FastAgiServer;
import org.ovalogin.cli.local.PlaceOptions;
import org.ovalogin.config.Configuration;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Mailboxes;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.administration.Overviews;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.administration.ServerState;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.pin.PinHasher;
import org.ovalogin.core.pin.PinHasher.Cost;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.net.InheritedSocket;
import org.ovalogin.notify.journal.EventLog;
import org.ovalogin.notify.journal.Floods;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.storage.database.FolderLock;
import org.ovalogin.storage.database.RunningServer;
import org.ovalogin.storage.database.SetUpException;
import org.ovalogin.web.api.Api;
import org.ovalogin.web.http.ClientAddress;
import org.ovalogin.web.http.HttpServer;
import org.ovalogin.web.metrics.Metrics;
import org.ovalogin.web.page.Pages;
import org.slf4j.MDC;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./ova serve`: answers calls until it is stopped.
@Command(
        name = "serve",
        description = "Answers Asterisk's calls until it is told to stop.",
        mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {
    /// A refusal is spoken this long after the entry, whatever the reason; longer than a hash
    /// takes.
    private static final Duration VERDICT_FLOOR = Duration.ofMillis(400);

    /// docs/operations.md promises 20 seconds in all, of which Asterisk may take some.
    private static final Duration PATIENCE = Duration.ofSeconds(18);

    private static final List<String> DEMO_EXTENSIONS = List.of("51234", "51235");

    @Spec CommandSpec spec;

    @Mixin PlaceOptions place = new PlaceOptions();

    @Option(
            names = "--fastagi",
            paramLabel = "HOST:PORT",
            description = "Where Asterisk finds us (default: 127.0.0.1:4573).")
    Optional<String> listen;

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            description =
                    "Where administrators find the page and the REST interface, or none (default: 127.0.0.1:8080).")
    Optional<String> http;

    @Option(
            names = "--demo",
            description =
                    "Mailboxes 51234 and 51235 for a first call, with new PINs at each start. Loopback only.")
    boolean demo;

    private final Function<Supplier<Cost>, PinHasher> hasher;

    Serve() {
        this(PinHasher::new);
    }

    /// @param hasher makes the hasher of PINs and passwords, once the server starts; is given the
    ///   cost of new hashes
    Serve(Function<Supplier<Cost>, PinHasher> hasher) {
        this.hasher = hasher;
    }

    @Override
    public Integer call() {
        var configuration =
                Main.configuration(place.config(), place.data(), System.getenv(), commandLine());
        var err = spec.commandLine().getErr();
        for (var name : configuration.unknownVariables())
            err.printf("ova: warning: %s in the environment is no setting of ours%n", name);
        var inherited = inherited(configuration.listeners().fastAgi().listen());
        var folder = DataFolder.openOrCreate(place.data());
        if (demo) allowDemo(folder, configuration);
        var lock = FolderLock.take(folder);
        var metrics = new Metrics();
        var eventLog = new Floods(new EventLog());
        var events = eventLog.andThen(metrics.events());
        var core = new Core(folder, configuration, Surroundings.real(events, hasher));
        warnOfAnotherCost(core, configuration.limits().cost(), err);
        core.administration().createDefaults();
        core.start();
        var thinking = Executors.newVirtualThreadPerTaskExecutor();
        var switchboard = new Switchboard(metrics.calls());
        var reception = reception(core, configuration, thinking, switchboard);
        var reserved = HttpServer.most(configuration.listeners().http());
        var mark = UUID.randomUUID().toString();
        var calls = new DoctorsCall(mark, new FirstCall(core.store, thinking, reception));
        var server = new FastAgiServer(configuration.listeners().fastAgi(), calls, reserved);
        var watch = new Watch(metrics, core, switchboard, server::isListening);
        var concerns = new HostConcerns(folder, configuration, InstantSource.system());
        core.hourly("this host could not be looked at", concerns::look);
        var shown =
                new ServerState(
                        watch::calls,
                        concerns::now,
                        core.budgetLevels::now,
                        concerns::certificate,
                        core::testMail,
                        Main.RELEASE);
        var pages = administration(core, configuration, watch, core.overviews(shown));
        var port =
                listen(
                        () ->
                                inherited
                                        .map(socket -> server.start(socket.channel()))
                                        .orElseGet(server::start),
                        "fastagi",
                        core::close);
        var httpPort =
                pages.map(
                        p ->
                                listen(
                                        p::start,
                                        "http",
                                        () -> {
                                            server.close();
                                            core.close();
                                        }));
        var administration = pages.map(p -> p.address(httpPort.orElseThrow()));
        var health = new HealthPort(mark, watch::obstacles);
        new RunningServer(
                        mark,
                        place(configuration.listeners().fastAgi().listen(), port),
                        configuration
                                .listeners()
                                .http()
                                .listen()
                                .map(at -> place(at, httpPort.orElseThrow())),
                        Optional.of(health.start()))
                .announce(folder);
        var state =
                new ServiceState(
                        System.getenv(),
                        parts(server, pages, core),
                        () -> "calls under way: " + server.calls());
        var reload =
                new Reload(
                        configuration,
                        () ->
                                Main.read(
                                        place.config(),
                                        place.data(),
                                        System.getenv(),
                                        commandLine()),
                        pages,
                        core,
                        concerns::reloaded);
        var stopped = new CountDownLatch(1);
        var out = spec.commandLine().getOut();
        var grace = configuration.listeners().fastAgi().timeouts().shutdownGrace();
        onStop(
                () -> {
                    state.stopping(grace);
                    out.printf("stopping: calls may end within %d seconds%n", grace.toSeconds());
                    out.flush();
                    watch.stopping();
                    RunningServer.retract(folder);
                    server.close();
                    pages.ifPresent(HttpServer::close);
                    health.close();
                    watch.close();
                    thinking.close();
                    core.close();
                    eventLog.close();
                    lock.close();
                    state.close();
                    stopped.countDown();
                });
        var address = configuration.listeners().fastAgi().listen().getAddress().getHostAddress();
        out.printf("data folder %s, listening for Asterisk on %s:%d%n", folder, address, port);
        administration.ifPresent(place -> out.println("administration on " + place));
        out.println(core.mailDestination());
        if (demo) {
            makeDemo(core.administration(), out);
            DemoAdministrator.make(core.administration(), new SecureRandom(), out);
        } else if (core.administration()
                .mailboxes()
                .search(MailboxQuery.ALL.limit(1))
                .items()
                .isEmpty()) {
            welcome(out);
        }
        administration
                .map(
                        place ->
                                configuration
                                        .listeners()
                                        .http()
                                        .publicUrl()
                                        .orElseGet(() -> URI.create(place)))
                .ifPresent(
                        base ->
                                firstAdministrator(
                                        core.administration(), base, place.again(), out));
        Reload.atHangUp(() -> state.reload(reload::run));
        out.println("ready");
        out.flush();
        state.ready();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static List<Pulse.Part> parts(
            FastAgiServer server, Optional<HttpServer> pages, Core core) {
        var calls = new Pulse.Part("the event loop of the calls", server::turns);
        var store = new Pulse.Part("the store", core::isAlive);
        var web = pages.stream().map(p -> new Pulse.Part("the event loop of the web", p::turns));
        return Stream.concat(Stream.of(calls, store), web).toList();
    }

    /// The socket of a service manager, which keeps callers waiting over a restart.
    private static Optional<InheritedSocket> inherited(InetSocketAddress listen) {
        try {
            var socket = InheritedSocket.of(System.getenv());
            if (socket.stream().allMatch(s -> s.listensAt(listen))) return socket;
            throw new SetUpException(
                    "the service's socket listens on %s, and fastagi.listen is %s"
                            .formatted(
                                    place(
                                            socket.orElseThrow().address(),
                                            socket.orElseThrow().address().getPort()),
                                    place(listen, listen.getPort())),
                    "ListenStream= of the socket unit and fastagi.listen must name the same address");
        } catch (IOException e) {
            throw new SetUpException(
                    "the service's socket can't be used: " + e.getMessage(),
                    "see to the socket unit",
                    e);
        }
    }

    private static void warnOfAnotherCost(Core core, Cost configured, PrintWriter err) {
        var inForce = core.administration().hashCost().inForce();
        if (inForce.equals(configured)) return;
        err.printf(
                """
                ova: warning: new hashes cost %1$s by the database; hashing.memory and hashing.passes, %2$s, are not used
                hint: ./ova hash-cost set %2$s brings it into force on all servers; else write %1$s into the configuration
                """,
                inForce, configured);
    }

    private static String place(InetSocketAddress listen, int port) {
        var address = listen.getAddress().getHostAddress();
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }

    static Reception reception(
            Core core, Configuration configuration, Executor thinking, Switchboard switchboard) {
        var mailboxes =
                new Reception.Mailboxes(
                        core::dialPlan,
                        core.signIn,
                        core.pinChange,
                        core.outsideAccess,
                        core.sessions);
        var pace = new Pace(VERDICT_FLOOR, PATIENCE, inTheNameOfTheCall(thinking));
        return new Reception(
                mailboxes, new Catalogue(), pace, locality(configuration), switchboard);
    }

    private static Locality locality(Configuration configuration) {
        return new Locality(
                InstantSource.system(),
                configuration.timeZone(),
                configuration.listeners().http().publicUrl().isPresent());
    }

    /// Puts the call's id on log lines of the verdict, as on the rest of the call.
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

    private Map<String, String> commandLine() {
        var settings = new HashMap<String, String>();
        listen.ifPresent(place -> settings.put("fastagi.listen", place));
        http.ifPresent(place -> settings.put("http.listen", place));
        return settings;
    }

    private static Optional<HttpServer> administration(
            Core core, Configuration configuration, Watch watch, Overviews overviews) {
        var settings = configuration.listeners().http();
        if (settings.listen().isEmpty()) return Optional.empty();
        var pages =
                new Pages(
                        core.administration(),
                        settings,
                        configuration.timeZone(),
                        overviews,
                        core.moving());
        var api =
                new Api(
                        core.administration(),
                        overviews,
                        new ClientAddress(settings.clients().trustedProxies()));
        var routes = Stream.concat(Stream.of(pages, api), watch.routes(settings).stream());
        watch.start();
        return Optional.of(new HttpServer(settings, routes.toList(), pages.errorPage()));
    }

    /// @param undo what was started before
    private static int listen(IntSupplier start, String option, Runnable undo) {
        try {
            return start.getAsInt();
        } catch (UncheckedIOException e) {
            undo.run();
            throw new SetUpException(
                    "%s: %s".formatted(e.getMessage(), Main.innermost(e).getMessage()),
                    "is another server running there? --%s HOST:PORT names another place"
                            .formatted(option),
                    e);
        }
    }

    /// A link that is good once, while nobody can sign in; to the terminal only, never to the log.
    ///
    /// @param base under which the administrators' page is found
    static void firstAdministrator(
            Administration administration, URI base, String place, PrintWriter out) {
        administration
                .firstAdministrator()
                .secret()
                .ifPresent(
                        secret ->
                                out.printf(
                                        """
                                        first administrator: %s
                                          good once, until this server stops; without a browser: ./ova account add NAME --role administrator %s
                                        """,
                                        base.resolve("/first/" + secret), place));
    }

    private void welcome(PrintWriter out) {
        out.printf(
                """
                This is a new installation, with dial plan "default" (extensions of 5 digits). In another terminal:
                  ./ova mailbox add 51234 --email you@example.com %1$s
                                                      a mailbox; its PIN is in the e-mail
                  ./ova phone                         call it from this terminal
                docs/asterisk.md says how to have Asterisk call.
                """,
                place.again());
    }

    /// Demo PINs are printed, so they must not open a real mailbox, nor be usable from another
    /// host.
    private static void allowDemo(DataFolder folder, Configuration configuration) {
        requireLoopback(Optional.of(configuration.listeners().fastAgi().listen()), "--fastagi");
        requireLoopback(configuration.listeners().http().listen(), "--http");
        if (Files.exists(folder.demoMark())) return;
        if (folder.isUsed()) {
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

    private static void requireLoopback(Optional<InetSocketAddress> listen, String option) {
        if (listen.stream().allMatch(place -> place.getAddress().isLoopbackAddress())) return;
        throw new SetUpException(
                "--demo listens on a loopback address only", "leave " + option + " out, or --demo");
    }

    private static void makeDemo(Administration administration, PrintWriter out) {
        var actor = Actor.local("demo");
        var mailboxes = administration.mailboxes();
        for (var extension : DEMO_EXTENSIONS) {
            var query = MailboxQuery.ALL.text(extension);
            var mailbox =
                    mailboxes.search(query).items().stream()
                            .filter(m -> m.extensions().contains(extension))
                            .findFirst()
                            .orElseGet(() -> enable(mailboxes, extension, actor));
            var pin =
                    administration
                            .pins()
                            .reset(mailbox.guid(), Reset.generated(false, false), actor)
                            .shownOnce()
                            .orElseThrow();
            out.printf("demo mailbox %s PIN %s%n", extension, pin.digits());
        }
    }

    private static Mailbox enable(Mailboxes mailboxes, String extension, Actor actor) {
        var address = "demo%s@example.com".formatted(extension);
        var wanted = Enabling.of(Administration.DEFAULT_DIAL_PLAN, extension, address);
        return mailboxes.enable(wanted, actor).mailbox();
    }
}
