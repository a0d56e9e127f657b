package org.ovalogin.storage.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.ovalogin.core.administration.SettableClock;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Logons;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.Numbering;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.core.mailbox.PinState;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.core.pin.Lockouts;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.storage.database.Database;

/// A database of each test's own, and what goes into it.
public abstract class StoreContract {
    static final DialPlan PLAN = DialPlan.named("default");
    static final MailboxPolicy POLICY = MailboxPolicy.defaultOf(PLAN);
    static final Origin ORIGIN = new Origin("caller 1", "here");

    final SettableClock clock = new SettableClock();
    private Optional<Database> database = Optional.empty();

    /// The database of this test, opened once more.
    public abstract Database open();

    @BeforeEach
    public void begin() {
        database = Optional.of(open());
        store().change(
                        work -> {
                            work.dialPlans().add(PLAN);
                            work.policies().add(POLICY);
                        });
    }

    @AfterEach
    public void end() {
        database.ifPresent(Database::close);
    }

    public void reopen() {
        end();
        database = Optional.of(open());
    }

    public MailboxStore store() {
        return new SqlMailboxStore(database(), clock);
    }

    /// As it is open.
    public Database database() {
        return database.orElseThrow();
    }

    SqlOutbox outbox() {
        return new SqlOutbox(database(), clock);
    }

    /// Deletes what is over.
    ///
    /// @param kept how long events and letters are kept
    void sweep(Duration kept) {
        try (var sweep = new Sweep(database(), clock, kept, _ -> {})) {
            sweep.sweep();
        }
    }

    Mailbox mailbox(String extension) {
        return mailbox(extension, Lockout.NONE);
    }

    Mailbox mailbox(String extension, Lockout lockout) {
        return new Mailbox(
                UUID.randomUUID(),
                new Numbering(PLAN, POLICY, List.of(extension)),
                new MailboxOwner(
                        Addresses.of(extension + "@contoso.com"),
                        List.of(),
                        "Name",
                        Optional.empty(),
                        Optional.empty()),
                new PhoneAccess(true, false),
                new PinState("sealed", 1, false, clock.instant(), true, false),
                new Logons(Lockouts.of(lockout), true, 0, Optional.empty(), Optional.empty()));
    }

    public Mailbox added(String extension) {
        return added(mailbox(extension));
    }

    public Mailbox added(Mailbox mailbox) {
        store().change(work -> work.mailboxes().add(mailbox));
        return mailbox;
    }

    static Mailbox changed(Mailbox mailbox, Consumer<Draft> change) {
        var draft = new Draft(mailbox);
        change.accept(draft);
        return draft.mailbox();
    }

    Optional<Mailbox> found(UUID guid) {
        return store().read(view -> view.mailboxes().find(guid));
    }

    <T> Optional<T> seen(Function<MailboxStore.View, Optional<T>> look) {
        return store().read(look);
    }

    List<Mailbox> withAddress(String address) {
        return store().read(v -> v.mailboxes().withAddress(address));
    }

    static Mailbox withVersion(Mailbox m, long version, Instant setAt) {
        return changed(
                m,
                draft ->
                        draft.pin =
                                new PinState(
                                        "sealed" + version, version, false, setAt, true, false));
    }

    /// Events of other hours each, written past the store: quicker.
    void addEvents(int count, Instant first) {
        database()
                .writer()
                .useTransaction(
                        h -> {
                            var batch =
                                    h.prepareBatch(
                                            "insert into event (at, name, result, dial_plan, mailbox_guid, subject, by_whom, from_where, occurrences) values (?, 'SIGN_IN', 'Success', 'default', '', '', 'x', 'y', 1)");
                            for (var i = 0; i < count; i++)
                                batch.bind(0, first.toEpochMilli() + i / 3).add();
                            batch.execute();
                        });
    }

    int count(String from) {
        return database()
                .reader()
                .withHandle(
                        h -> h.createQuery("select count(*) from " + from).mapTo(int.class).one());
    }

    static Event event(Mailbox mailbox, String result, Instant at, Origin origin) {
        return new Event(
                at,
                new Event.Occurrence(Event.Name.SIGN_IN, result),
                new Event.Target("default", Optional.of(mailbox.guid()), ""),
                origin,
                1);
    }

    Event event(Mailbox mailbox, String result) {
        return event(mailbox, result, clock.instant(), ORIGIN);
    }

    List<Event> events(Mailbox mailbox) {
        return store().read(view -> view.events().of(mailbox.guid(), 1000));
    }
}
