package org.ovalogin.core.administration;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.ovalogin.Premises;
import org.ovalogin.core.account.Milestone;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.core.mailbox.Logons;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.Numbering;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.core.mailbox.PinState;
import org.ovalogin.core.pin.HashSettings;
import org.ovalogin.core.pin.Lockouts;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.pin.PinHasher;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.signin.BudgetAlarms;
import org.ovalogin.core.signin.Budgets;
import org.ovalogin.core.signin.CallSource;
import org.ovalogin.core.signin.Verdict;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.PinSafe;
import org.ovalogin.storage.store.MemoryBuckets;

/// Premises with one mailbox, a clock that is set, and work that waits until told.
public final class Site extends Premises {
    public static final String EXTENSION = "51234";
    public static final MailboxKey KEY = new MailboxKey("default", EXTENSION);
    public static final CallSource CALL =
            new CallSource("4155550100", "PJSIP/trunk", "127.0.0.1", Optional.empty());

    /// The mailbox's own phone, as the dialplan vouches for it.
    public static final CallSource OWN_PHONE =
            new CallSource(EXTENSION, "PJSIP/51234", "127.0.0.1", Optional.of(KEY));

    public static final Origin CALLER = CALL.origin();
    public static final Pin RIGHT = pin("739164");
    public static final Pin WRONG = pin("204857");
    public static final Pin OTHER = pin("860293");

    public final Path file;
    public final SettableClock clock;
    public final Deferred afterwards;

    private Site(Path folder, SettableClock clock, Deferred afterwards, Consumer<Plan> wishes) {
        super(
                folder,
                plan -> {
                    plan.clock = clock;
                    plan.afterwards = afterwards;
                    wishes.accept(plan);
                });
        file = folder.resolve("ova.db");
        this.clock = clock;
        this.afterwards = afterwards;
    }

    /// Counts mailboxes anew at each look.
    public Overviews overviews(ServerState server) {
        var later = new AtomicLong();
        return administration.overviews(
                new MailboxCounts(() -> later.addAndGet(Duration.ofSeconds(10).toNanos())), server);
    }

    /// What is in the folder already, as a second process or the next start finds it.
    public static Site at(Path folder) {
        return at(folder, _ -> {});
    }

    public static Site at(Path folder, Consumer<Plan> wishes) {
        return new Site(folder, new SettableClock(), new Deferred(), wishes);
    }

    public static Site at(Path folder, PinHasher hasher, HashSettings hashing) {
        return at(folder, plan -> plan.hashing(hashing).hasher = hasher);
    }

    /// A new folder with one mailbox whose owner chose [#RIGHT].
    public static Site with(Path folder, Consumer<PinPolicy.Draft> policy) {
        return with(folder, policy, _ -> {});
    }

    public static Site with(Path folder, Consumer<PinPolicy.Draft> policy, Consumer<Plan> wishes) {
        var site = at(folder, wishes);
        site.build(policy);
        return site;
    }

    /// Of a server whose budgets are switched off.
    public static Budgets unlimited(MailboxStore store, PinSafe safe) {
        var alarms = new BudgetAlarms(store, Runnable::run);
        return new Budgets(
                Map.of(), new MemoryBuckets(System::nanoTime), safe, alarms, Budgets::sleep);
    }

    public static final Duration WAIT = Duration.ofSeconds(60);

    void build(Consumer<PinPolicy.Draft> policy) {
        var dialPlan = DialPlan.named("default");
        var rules =
                new MailboxPolicy(
                        UUID.randomUUID(),
                        "default Default Policy",
                        "default",
                        PinPolicy.EXCHANGE.with(policy));
        var guid = UUID.randomUUID();
        store.change(
                work -> {
                    work.dialPlans().add(dialPlan);
                    work.policies().add(rules);
                    var mailbox =
                            new Mailbox(
                                    guid,
                                    new Numbering(dialPlan, rules, List.of(EXTENSION)),
                                    new MailboxOwner(
                                            Addresses.of("tony@contoso.com"),
                                            List.of("tonysmith"),
                                            "Tony Smith",
                                            Optional.empty(),
                                            Optional.empty()),
                                    new PhoneAccess(true, false),
                                    new PinState(
                                            sealed(guid, RIGHT), 1, true, work.now(), false, true),
                                    new Logons(
                                            Lockouts.NONE,
                                            false,
                                            0,
                                            Optional.empty(),
                                            Optional.empty()));
                    work.mailboxes().add(mailbox);
                    work.mailboxes().addToPinHistory(guid, mailbox.pin().sealed(), work.now(), 20);
                });
    }

    public String sealed(UUID guid, Pin pin) {
        return safe.sealHash(guid, HASHER.hash(pin), pin);
    }

    public static Pin pin(String digits) {
        return Pin.of(digits).orElseThrow();
    }

    public Verdict attempt(Pin pin) {
        return signIn.attempt(KEY, pin, CALL);
    }

    public Verdict attempt(Pin pin, CallSource source) {
        return signIn.attempt(KEY, pin, source);
    }

    /// As many wrong entries, one after the other, each with what follows from it.
    public void fail(int times) {
        fail(times, CALL);
    }

    public void fail(int times, CallSource source) {
        for (var i = 0; i < times; i++) {
            attempt(WRONG, source);
            afterwards.run();
        }
    }

    public Mailbox mailbox() {
        return store.read(view -> view.mailboxes().find(KEY).orElseThrow());
    }

    public UUID guid() {
        return mailbox().guid();
    }

    public void save(UnaryOperator<Mailbox> change) {
        store.change(
                work ->
                        work.mailboxes()
                                .save(change.apply(work.mailboxes().find(KEY).orElseThrow())));
    }

    /// Gives the mailbox a PIN as a reset would, without its notices.
    public void give(Pin pin, boolean toBeChanged) {
        save(m -> m.with(m.pin().given(sealed(m.guid(), pin), clock.instant(), toBeChanged)));
    }

    /// Comparisons and refusals of one kind, flood rows counted in full.
    public int signIns(Event.SignInResult result) {
        return Math.toIntExact(
                number(
                        "select coalesce(sum(occurrences), 0) from event where name = 'SIGN_IN' and result = '"
                                + result.title()
                                + "'"));
    }

    public int events(Event.Name name) {
        return Math.toIntExact(
                number(
                        "select coalesce(sum(occurrences), 0) from event where name = '"
                                + name
                                + "'"));
    }

    /// Milestones reached so far.
    public Map<Milestone, Instant> milestones() {
        return store.read(view -> view.milestones().all());
    }

    /// The notices nobody has taken yet, which are taken by this.
    public List<Notice> mail() {
        return outbox.claim(1000, Duration.ofHours(1)).stream().map(Letter::notice).toList();
    }

    /// The PINs in these notices.
    public List<Pin> pins(List<Notice> notices) {
        return notices.stream().flatMap(n -> safe.secret(n).stream()).map(Site::pin).toList();
    }

    public Notice withPin(Notice notice, Pin pin) {
        return safe.withPin(notice, pin);
    }

    public long number(String sql) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<String> texts(String sql) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) texts.add(rows.getString(1));
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Changes the database behind the store's back, as a policy's administrator will.
    public void sql(String change) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.executeUpdate(change);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
