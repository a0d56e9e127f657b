package org.ovalogin;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ovalogin.cli.client.Server;
import org.ovalogin.cli.local.Installation;
import org.ovalogin.config.Configuration;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.AccountSignIn;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.JobRunner;
import org.ovalogin.core.administration.MailboxCounts;
import org.ovalogin.core.administration.Overviews;
import org.ovalogin.core.administration.ServerState;
import org.ovalogin.core.administration.TestMail;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.moving.MailboxMoving;
import org.ovalogin.core.moving.Moving;
import org.ovalogin.core.moving.PacedOutbox;
import org.ovalogin.core.moving.WelcomeLetters;
import org.ovalogin.core.pin.HashException;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.HashSettings;
import org.ovalogin.core.pin.PinGenerator;
import org.ovalogin.core.pin.PinHasher;
import org.ovalogin.core.signin.BudgetAlarms;
import org.ovalogin.core.signin.BudgetLevels;
import org.ovalogin.core.signin.Budgets;
import org.ovalogin.core.signin.CallSessions;
import org.ovalogin.core.signin.ExpiryWarnings;
import org.ovalogin.core.signin.FailureWork;
import org.ovalogin.core.signin.LetterRate;
import org.ovalogin.core.signin.OutsideAccess;
import org.ovalogin.core.signin.PinChange;
import org.ovalogin.core.signin.RecentDialPlans;
import org.ovalogin.core.signin.SignIn;
import org.ovalogin.core.signin.TokenBuckets;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.Outbox;
import org.ovalogin.core.store.PinSafe;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.core.store.StoreKeys;
import org.ovalogin.core.vault.Vault;
import org.ovalogin.notify.journal.Floods;
import org.ovalogin.notify.journal.Syslog;
import org.ovalogin.notify.mail.CurrentDelivery;
import org.ovalogin.notify.mail.Delivery;
import org.ovalogin.notify.mail.Delivery.Outcome;
import org.ovalogin.notify.mail.FileDelivery;
import org.ovalogin.notify.mail.LetterWriter;
import org.ovalogin.notify.mail.MailSettings;
import org.ovalogin.notify.mail.Postman;
import org.ovalogin.notify.mail.SmtpDelivery;
import org.ovalogin.storage.bulk.SqlJobTurns;
import org.ovalogin.notify.mail.TestLetter;
import org.ovalogin.storage.database.CostInForce;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.KeyRing;
import org.ovalogin.storage.database.SomeHashes;
import org.ovalogin.storage.database.TransactionCounts;
import org.ovalogin.storage.search.SearchUpkeep;
import org.ovalogin.storage.store.MemoryBuckets;
import org.ovalogin.storage.store.PostgresBuckets;
import org.ovalogin.storage.store.SqlImportTurns;
import org.ovalogin.storage.store.SqlKeys;
import org.ovalogin.storage.store.SqlMailboxStore;
import org.ovalogin.storage.store.SqlOutbox;
import org.ovalogin.storage.store.Sweep;
import org.ovalogin.web.api.DirectApi;
import org.ovalogin.web.metrics.Metrics;
import org.ovalogin.web.metrics.OutboxSample;
import org.ovalogin.web.metrics.Readiness.Check;
import org.slf4j.LoggerFactory;

/// All objects of an installation except the line to Asterisk: built for the server, and for the
/// commands beside it.
final class Core implements Installation {
    /// One password at a time: administrators are few, and calls come first.
    private static final HashSettings PASSWORDS = new HashSettings(1, 50, Duration.ofSeconds(10));

    final MailboxStore store;
    private final SqlMailboxStore sqlStore;
    final SignIn signIn;
    final PinChange pinChange;
    final OutsideAccess outsideAccess;
    final CallSessions sessions;
    private final RecentDialPlans dialPlans = new RecentDialPlans(System::nanoTime);
    private final MailboxCounts counts = new MailboxCounts(System::nanoTime);
    final FailureWork failureWork;
    final PinSafe safe;
    final Outbox outbox;
    private final BudgetAlarms budgetAlarms;
    final Budgets budgets;
    final BudgetLevels budgetLevels;
    private final TokenBuckets buckets;
    private final InstantSource clock;
    private final CurrentDelivery delivery;
    private volatile Optional<TestMail> testMail = Optional.empty();
    final Postman postman;
    private final Sweep sweep;
    private final SearchUpkeep search;
    private final JobRunner jobs;
    private final DataFolder folder;
    final Database database;
    final HashQueue queue;
    final HashQueue passwords;
    private final HashQueue imports;
    private final HashSettings hashing;
    private final Moving moving;
    private final Optional<Syslog> syslog;
    private final Optional<Floods> toSyslog;
    final KeyRing keyRing;
    private final StoreKeys keys;
    private final Administration administration;
    private final ScheduledExecutorService regularly =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("regularly").factory());
    private final ExecutorService afterwards = Executors.newVirtualThreadPerTaskExecutor();

    /// For a command. Its events go to the database and to syslog, not to the terminal.
    Core(DataFolder folder, Configuration configuration) {
        this(folder, configuration, Surroundings.real(_ -> {}, PinHasher::new));
    }

    Core(DataFolder folder, Configuration configuration, Surroundings surroundings) {
        var _ = LoggerFactory.getILoggerFactory(); // set up by one thread
        var cost = new CostInForce(configuration.limits().cost());
        // libsodium is unpacked while the database is opened
        var hasher = CompletableFuture.supplyAsync(() -> surroundings.hasher().apply(cost));
        var random = new SecureRandom();
        clock = surroundings.clock();
        this.folder = folder;
        database = database(folder, configuration);
        keyRing = KeyRing.open(keyFile(folder, configuration), database, random);
        cost.agree(database, clock);
        keyRing.alsoLookAt(cost);
        safe = new PinSafe(new Vault(keyRing));
        var generator = new PinGenerator(random);
        syslog = configuration.outgoing().syslog().map(Syslog::new);
        var events = dialPlans.andThen(counts).andThen(surroundings.eventLog());
        toSyslog = syslog.map(Floods::new);
        if (toSyslog.isPresent()) events = events.andThen(toSyslog.get());
        sqlStore = new SqlMailboxStore(database, clock, events);
        store = surroundings.store().apply(sqlStore);
        keys = new SqlKeys(sqlStore, keyRing, safe, database.shared());
        hashing = configuration.limits().hashing();
        queue = new HashQueue(hasher.join(), hashing);
        failureWork = new FailureWork(store, safe, queue, generator);
        budgetAlarms = new BudgetAlarms(store, afterwards);
        buckets =
                database.shared()
                        ? new PostgresBuckets(database)
                        : new MemoryBuckets(System::nanoTime);
        budgets =
                new Budgets(
                        configuration.limits().budgets(),
                        buckets,
                        safe,
                        budgetAlarms,
                        Budgets::sleep);
        budgetLevels = new BudgetLevels(store, budgets);
        signIn =
                new SignIn(
                        store,
                        safe,
                        queue,
                        failureWork,
                        budgets,
                        surroundings.afterwards().apply(afterwards));
        pinChange = new PinChange(store, safe, queue);
        outsideAccess = new OutsideAccess(store);
        sessions = new CallSessions(store, random);
        passwords = new HashQueue(hasher.join(), PASSWORDS);
        imports = HashQueue.inBackground(hasher.join(), hashing);
        moving =
                new MailboxMoving(
                        store,
                        safe,
                        imports,
                        hashing.threads(),
                        generator,
                        new SqlImportTurns(database, folder));
        administration =
                new Administration(
                        store,
                        safe,
                        queue,
                        generator,
                        passwords,
                        random,
                        new AccountSignIn.Limits(
                                configuration.listeners().http().sessions().idle(),
                                configuration.listeners().http().sessions().length()),
                        budgetAlarms);
        delivery = new CurrentDelivery(delivery(configuration.outgoing().mail(), configuration));
        outbox =
                new PacedOutbox(
                        new SqlOutbox(
                                database, clock, events, database.shared() ? folder.mark() : ""),
                        new WelcomeLetters(
                                store,
                                safe,
                                queue,
                                generator,
                                buckets,
                                configuration.outgoing().mail().rate()));
        postman = new Postman(outbox, delivery, folder.mail());
        sweep = new Sweep(database, clock);
        search = new SearchUpkeep(database, clock);
        jobs =
                administration.jobRunner(
                        new SqlJobTurns(database),
                        new LetterRate(buckets, configuration.outgoing().mail().rate()));
    }

    /// The dial plan, at most a second old.
    Optional<DialPlan> dialPlan(String name) {
        return dialPlans.find(name, n -> store.read(view -> view.dialPlans().find(n)));
    }

    static Database database(DataFolder folder, Configuration configuration) {
        return configuration
                .storage()
                .database()
                .map(Database::postgresql)
                .orElseGet(() -> Database.sqlite(folder, InstantSource.system().instant()));
    }

    static Path keyFile(DataFolder folder, Configuration configuration) {
        return configuration.storage().keyFile().orElse(folder.key());
    }

    private Delivery delivery(MailSettings mail, Configuration configuration) {
        var writer =
                new LetterWriter(
                        safe,
                        administration.selfService()::links,
                        mail.from(),
                        configuration.timeZone(),
                        configuration.listeners().http().publicUrl());
        var server = mail.smtp().map(smtp -> new SmtpDelivery(writer, smtp));
        testMail = server.map(to -> new TestLetter(to, mail.from(), clock));
        return server.<Delivery>map(to -> to)
                .orElseGet(() -> new FileDelivery(writer, folder.mail()));
    }

    /// Sends letters by these settings from now on.
    ///
    /// @param configuration the one in force otherwise
    void mailBy(MailSettings mail, Configuration configuration) {
        delivery.replace(delivery(mail, configuration));
    }

    /// Destination of e-mails to owners, in a sentence.
    String mailDestination() {
        return delivery.destination();
    }

    /// Sends test letters; empty: no mail server is configured.
    Optional<TestMail> testMail() {
        return testMail;
    }

    /// Registers this installation's meters.
    ///
    /// @return looks at the outbox now and then, once started
    OutboxSample countedBy(Metrics metrics, InstantSource clock) {
        metrics.hashQueue("pins", queue);
        metrics.hashQueue("passwords", passwords);
        metrics.database("read", () -> transactions(database.reads()));
        metrics.database("write", () -> transactions(database.writes()));
        return new OutboxSample(outbox, clock, metrics);
    }

    private static Metrics.Transactions transactions(TransactionCounts activity) {
        return new Metrics.Transactions(
                activity.transactions(),
                activity.failures(),
                activity.waits(),
                activity.waited(),
                activity.used());
    }

    /// This part's conditions for answering calls.
    List<Check> checks() {
        return List.of(
                new Check(
                        () -> {
                            sqlStore.tryWriting();
                            return true;
                        },
                        "The database does not answer, or takes no changes."),
                new Check(safe::works, "The key of the PINs does not work."));
    }

    /// Whether the store does something in time, be it a refusal.
    boolean isAlive(Duration patience) {
        return sqlStore.isAlive(patience);
    }

    @Override
    public Administration administration() {
        return administration;
    }

    /// @param server the running server's own state
    Overviews overviews(ServerState server) {
        return administration.overviews(counts, server);
    }

    @Override
    public StoreKeys keys() {
        return keys;
    }

    @Override
    public HashSettings hashing() {
        return hashing;
    }

    @Override
    public Moving moving() {
        return moving;
    }

    @Override
    public Optional<Path> letterFiles() {
        return delivery.current() instanceof FileDelivery
                ? Optional.of(folder.mail())
                : Optional.empty();
    }

    @Override
    public Server server(Actor actor) {
        return new InProcess(new DirectApi(administration), actor, this::deliver);
    }

    private List<String> deliver() {
        return postman.deliver().stream().map(this::inWords).toList();
    }

    private String inWords(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(var file) when file.isPresent() ->
                    "e-mail written: " + folder.mail().resolve(file.get());
            case Outcome.Accepted _ -> "e-mail sent";
            case Outcome.Refused(var fault) -> "e-mail refused: " + fault.detail();
            case Outcome.Later(var fault) ->
                    "e-mail not sent yet, ./ova serve tries again: " + fault.detail();
        };
    }

    /// Learns from some hashes of the database which costs there are, for refusals about nobody.
    /// Never throws: without, the first comparisons tell.
    void learnCosts() {
        try {
            queue.decoys().learn(SomeHashes.ofMailboxes(database, safe));
            passwords.decoys().learn(SomeHashes.ofAccounts(database, safe));
        } catch (StoreException | HashException e) {
            LoggerFactory.getLogger(Core.class)
                    .warn("the costs of the hashes could not be learnt", e);
        }
    }

    /// Starts a server's background work: completes what a crash left undone, delivers notices,
    /// deletes expired rows, prepares mailboxes for searches, works on bulk jobs.
    void start() {
        // Attempts of any age: the folder's lock keeps other servers off, so none is under way. A
        // shared database has other servers.
        if (!database.shared()) failureWork.completeAll();
        regularly.execute(this::learnCosts);
        postman.start();
        sweep.start();
        search.start();
        jobs.start();
        var _ = regularly.scheduleAtFixedRate(this::completeLeftUndone, 0, 10, TimeUnit.SECONDS);
        hourly(
                "owners could not be told of PINs that expire",
                () -> new ExpiryWarnings(store).post());
        hourly("bulk jobs that are over were not forgotten", administration.jobs()::forget);
        var _ = regularly.scheduleAtFixedRate(this::lookAfterBudgets, 1, 1, TimeUnit.MINUTES);
    }

    /// @param failed the words for the log if it fails
    /// @param part runs now and every hour, beside the server's other background work
    void hourly(String failed, Runnable part) {
        var _ =
                regularly.scheduleAtFixedRate(
                        () -> {
                            try {
                                part.run();
                            } catch (RuntimeException e) {
                                LoggerFactory.getLogger(Core.class)
                                        .warn("{}; in an hour again", failed, e);
                            }
                        },
                        0,
                        1,
                        TimeUnit.HOURS);
    }

    /// Never throws: after a failure it runs again in ten seconds.
    private void completeLeftUndone() {
        try {
            failureWork.completeLeftUndone();
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Core.class)
                    .warn(
                            "the database was not asked for what a crash left undone: {}",
                            e.toString());
        }
    }

    /// Never throws: after a failure it runs again in a minute.
    private void lookAfterBudgets() {
        lookAfterBudgets(budgetAlarms::look);
        lookAfterBudgets(budgets::settleOwed);
        lookAfterBudgets(buckets::tidy);
    }

    private static void lookAfterBudgets(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Core.class)
                    .warn("budgets could not be looked after; in a minute again", e);
        }
    }

    /// Completes begun work, the work after failures included.
    @Override
    public void close() {
        regularly.shutdown();
        jobs.close();
        sweep.close();
        search.close();
        postman.close();
        afterwards.close();
        queue.close();
        passwords.close();
        imports.close();
        keyRing.close();
        database.close();
        toSyslog.ifPresent(Floods::close);
        syslog.ifPresent(Syslog::close);
    }
}
