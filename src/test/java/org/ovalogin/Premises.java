package org.ovalogin;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.ovalogin.config.Configuration;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.AccountSignIn;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.TestMail;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.moving.Moving;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.HashSettings;
import org.ovalogin.core.pin.PinGenerator;
import org.ovalogin.core.pin.PinHasher;
import org.ovalogin.core.signin.Budget;
import org.ovalogin.core.signin.BudgetAlarms;
import org.ovalogin.core.signin.BudgetLevels;
import org.ovalogin.core.signin.Budgets;
import org.ovalogin.core.signin.CallSessions;
import org.ovalogin.core.signin.FailureWork;
import org.ovalogin.core.signin.PinChange;
import org.ovalogin.core.signin.SignIn;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.Outbox;
import org.ovalogin.core.store.PinSafe;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.FreshDatabase;
import org.ovalogin.storage.database.KeyRing;
import org.ovalogin.storage.database.PostgresSettings;

/// An installation in this process, built by [Core] as for `./ova`, without line, page and
/// background work. Hashes are cheap and budgets are off, unless the plan says otherwise.
public class Premises implements AutoCloseable {
    public static final Actor ADMINISTRATOR =
            new Actor(Optional.empty(), "administrator", Role.ADMINISTRATOR.rights(), "test");

    public static final AccountSignIn.Limits WEB_SESSIONS =
            new AccountSignIn.Limits(Duration.ofMinutes(30), Duration.ofHours(12));

    /// One for all: it loads a native library.
    public static final PinHasher HASHER = new PinHasher(new PinHasher.Cost(8, 1));

    public final MailboxStore store;
    public final Database database;
    public final Outbox outbox;
    public final KeyRing keyRing;
    public final PinSafe safe;
    public final HashQueue queue;
    public final HashQueue passwords;
    public final FailureWork failureWork;
    public final Budgets budgets;
    public final BudgetLevels budgetLevels;
    public final SignIn signIn;
    public final Administration administration;
    public final PinChange pinChange;
    public final CallSessions sessions;
    final Core core;
    final Configuration configuration;
    private final DataFolder folder;
    private final Plan plan = new Plan();

    /// A test's deviations from the defaults.
    public static final class Plan {
        public InstantSource clock = InstantSource.system();
        public PinHasher hasher = HASHER;
        public UnaryOperator<MailboxStore> store = UnaryOperator.identity();

        /// Work after an answer; by default the caller's own thread does it.
        public Executor afterwards = Runnable::run;

        Consumer<Event> eventLog = _ -> {};

        private final Map<String, String> settings = new HashMap<>();

        private Plan() {
            set("server.timeZone", "UTC").set("http.listen", "none");
            hashing(new HashSettings(2, 2000, Duration.ofSeconds(60)));
            for (var budget : Budget.values()) off(budget);
        }

        /// As in `ova.conf`.
        public Plan set(String key, String value) {
            settings.put(key, value);
            return this;
        }

        /// Everything as in production: hashes, budgets, addresses.
        Plan real(Consumer<Event> log) {
            settings.clear();
            hasher = new PinHasher();
            eventLog = log;
            return this;
        }

        public Plan hashing(HashSettings hashing) {
            return set("hashing.threads", "" + hashing.threads())
                    .set("hashing.waiting", "" + hashing.waiting())
                    .set("hashing.patience", hashing.patience().toMillis() + "ms");
        }

        public Plan database(PostgresSettings server) {
            server.passwordFile().ifPresent(file -> set("database.passwordFile", file.toString()));
            return set("database.url", server.url())
                    .set("database.user", server.user())
                    .set("database.connections", "" + server.connections());
        }

        private void off(Budget budget) {
            var title = budget.title();
            set("budgets." + Character.toLowerCase(title.charAt(0)) + title.substring(1), "off");
        }
    }

    public Premises(Path data, Consumer<Plan> wishes) {
        folder = DataFolder.openOrCreate(data);
        wishes.accept(plan);
        if (!plan.settings.containsKey("database.url")) FreshDatabase.putAt(folder.database());
        configuration = Configuration.read(Optional.empty(), Map.of(), plan.settings);
        var surroundings =
                new Surroundings(
                        plan.clock,
                        plan.eventLog,
                        _ -> plan.hasher,
                        plan.store,
                        _ -> plan.afterwards);
        core = new Core(folder, configuration, surroundings);
        store = core.store;
        database = core.database;
        outbox = core.outbox;
        keyRing = core.keyRing;
        safe = core.safe;
        queue = core.queue;
        passwords = core.passwords;
        failureWork = core.failureWork;
        budgets = core.budgets;
        budgetLevels = core.budgetLevels;
        signIn = core.signIn;
        administration = core.administration();
        pinChange = core.pinChange;
        sessions = core.sessions;
    }

    /// Sign-ins through another store, to which the rest of the installation is blind.
    public SignIn signIn(MailboxStore through) {
        return signIn(through, queue, budgets);
    }

    public SignIn signIn(MailboxStore through, HashQueue hashes, Budgets charged) {
        return new SignIn(through, safe, hashes, failureWork, charged, plan.afterwards);
    }

    /// Administration through another store.
    public Administration administration(MailboxStore through) {
        var random = new SecureRandom();
        return new Administration(
                through,
                safe,
                queue,
                new PinGenerator(random),
                passwords,
                random,
                WEB_SESSIONS,
                new BudgetAlarms(through, Runnable::run));
    }

    /// Empty: the plan names no mail server.
    public Optional<TestMail> testMail() {
        return core.testMail();
    }

    /// Delivers the letters that wait, as files into [#letters()].
    public void deliver() {
        var _ = core.postman.deliver();
    }

    public Path letters() {
        return folder.mail();
    }

    /// Imports.
    public Moving moving() {
        return core.moving();
    }

    @Override
    public void close() {
        core.close();
    }
}
