package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.ovalogin.Premises;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Deferred;
import org.ovalogin.core.administration.Mailboxes;
import org.ovalogin.core.administration.PinResets;
import org.ovalogin.core.administration.SettableClock;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Logons;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.Numbering;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.core.mailbox.PinState;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.signin.CallSource;
import org.ovalogin.core.signin.OutsideAccess;
import org.ovalogin.core.signin.PinChange;
import org.ovalogin.core.signin.SignIn;
import org.ovalogin.core.signin.Verdict;

/// A company with its own dial plan, mailboxes and telephones. Everything between the line and the
/// disk is real, except for a cheap hash and a clock that stands still until a test sets it. All
/// houses share one installation; a new house sets its clock, mends its store and drops work that
/// waits.
final class House {
    static final String EXTENSION = "51234";
    static final String PIN = "527148";
    static final String NEW_PIN = "861942";

    /// An honest mistake.
    static final String WRONG_PIN = "703615";

    /// The callers' patience; no test here exhausts it.
    static final Duration PATIENCE = Duration.ofSeconds(18);

    private static final Actor ADMINISTRATOR = Premises.ADMINISTRATOR;
    private static final Catalogue CATALOGUE = new Catalogue();
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final SettableClock CLOCK = new SettableClock();
    private static final Deferred AFTERWARDS = new Deferred();
    private static final Premises PREMISES =
            new Premises(
                    TemporaryDatabase.folder(),
                    plan -> {
                        plan.clock = CLOCK;
                        plan.afterwards = AFTERWARDS;
                        plan.store = BreakableStore::new;
                    });
    private static final AtomicInteger HOUSES = new AtomicInteger();

    /// A test's deviations from the defaults.
    static final class Plan {
        int digits = 5;
        int logonFailures = 3;
        int inputFailures = 3;
        Optional<String> operator = Optional.empty();
        String language = "en-US";
        boolean selfService = false;
        ZoneId zone = ZoneOffset.UTC;
        Consumer<DialPlan.Draft> dialPlan = _ -> {};
        Duration floor = Duration.ZERO;
        HashQueue queue = PREMISES.queue;
        Consumer<PinPolicy.Draft> policy = _ -> {};
        CallListener listener = CallListener.NONE;
    }

    private final String name = "house-" + HOUSES.incrementAndGet();
    private final AtomicInteger calls = new AtomicInteger();
    private final BreakableStore store = (BreakableStore) PREMISES.store;
    private final Administration administration = PREMISES.administration;
    private final SignIn signIn;
    private final PinChange pinChange;
    private final Reception reception;
    private Set<String> files = Set.of();
    private final Switchboard switchboard;

    House() {
        this(_ -> {});
    }

    House(Consumer<Plan> wishes) {
        store.repair();
        CLOCK.set(START);
        AFTERWARDS.crash();
        var plan = new Plan();
        wishes.accept(plan);
        signIn = PREMISES.signIn(store, plan.queue, PREMISES.budgets);
        pinChange = new PinChange(store, PREMISES.safe, plan.queue);
        switchboard = new Switchboard(plan.listener);
        reception =
                new Reception(
                        new Reception.Mailboxes(
                                name -> store.read(view -> view.dialPlans().find(name)),
                                signIn,
                                pinChange,
                                new OutsideAccess(store),
                                PREMISES.sessions),
                        CATALOGUE,
                        new Pace(plan.floor, PATIENCE, Runnable::run),
                        new Locality(CLOCK, plan.zone, plan.selfService),
                        switchboard);
        var dialPlan = dialPlan(plan);
        var policy = MailboxPolicy.defaultOf(dialPlan);
        store.change(
                work -> {
                    work.dialPlans().add(dialPlan);
                    work.policies()
                            .add(
                                    new MailboxPolicy(
                                            policy.guid(),
                                            policy.name(),
                                            policy.dialPlan(),
                                            policy.pin().with(plan.policy)));
                });
    }

    private DialPlan dialPlan(Plan plan) {
        return DialPlan.named(name)
                .with(
                        draft -> {
                            draft.numberOfDigitsInExtension = plan.digits;
                            draft.defaultLanguage = plan.language;
                            draft.logonFailuresBeforeDisconnect = plan.logonFailures;
                            draft.inputFailuresBeforeDisconnect = plan.inputFailures;
                            draft.operatorExtension = plan.operator;
                            plan.dialPlan.accept(draft);
                        });
    }

    // mailboxes

    /// A house with one mailbox: [#EXTENSION], whose owner chose [#PIN].
    static House withOwner() {
        return withOwner(_ -> {});
    }

    static House withOwner(Consumer<Plan> wishes) {
        var house = new House(wishes);
        house.owner(EXTENSION, PIN);
        return house;
    }

    House owner(String extension, String pin) {
        return owner(extension, pin, Optional.empty());
    }

    House owner(String extension, String pin, Optional<Language> language) {
        enable(extension, language);
        choose(extension, pin);
        return this;
    }

    /// A mailbox as an administrator enables it; the PIN went out by e-mail.
    void enable(String extension, Optional<Language> language) {
        administration
                .mailboxes()
                .enable(
                        Mailboxes.Enabling.of(
                                        name,
                                        extension,
                                        "owner" + extension + "@" + name + ".example")
                                .with(Optional.empty(), language),
                        ADMINISTRATOR);
    }

    /// The owner chooses this PIN, whether or not the rules allow it.
    void choose(String extension, String pin) {
        var mailbox = mailbox(extension);
        var prepared = pinChange.prepare(mailbox, Pin.of(pin).orElseThrow());
        assertThat(prepared).isInstanceOf(PinChange.Prepared.Ready.class);
        assertThat(pinChange.commit(mailbox, (PinChange.Prepared.Ready) prepared, Origin.SYSTEM))
                .isPresent();
    }

    /// Resets the PIN; returns the new one.
    String reset(String extension, boolean toBeChanged) {
        return administration
                .pins()
                .reset(
                        mailbox(extension).guid(),
                        PinResets.Reset.generated(toBeChanged, false),
                        ADMINISTRATOR)
                .shownOnce()
                .orElseThrow()
                .digits();
    }

    /// Resets the PIN, which must be changed, and sends it to this address.
    void resetTo(String extension, String address) {
        var _ =
                administration
                        .pins()
                        .reset(
                                mailbox(extension).guid(),
                                new PinResets.Reset(
                                        Optional.empty(),
                                        Optional.of(true),
                                        Optional.empty(),
                                        Optional.of(address),
                                        Optional.of(true)),
                                ADMINISTRATOR);
    }

    /// Delivers all letters that wait.
    ///
    /// @param file where it was written; empty: the mail server has accepted it
    void deliver(Optional<String> file) {
        for (var letter : PREMISES.outbox.claim(1000, Duration.ofMinutes(5)))
            PREMISES.outbox.delivered(letter.notice().id(), file);
    }

    /// The PIN was reset, and no letter has told the owner.
    void resetUntold(String extension) {
        alter(extension, m -> m.withUntoldReset(CLOCK.instant()));
    }

    void lock(String extension) {
        administration.pins().lock(mailbox(extension).guid(), ADMINISTRATOR);
    }

    void unlock(String extension) {
        administration.pins().unlock(mailbox(extension).guid(), ADMINISTRATOR);
    }

    void disable(String extension) {
        alter(extension, m -> copy(m, false, m.pinless(), m.pin()));
    }

    /// Sets the mailbox's own half of pinless access.
    void allowPinless(String extension) {
        alter(extension, m -> copy(m, true, true, m.pin()));
    }

    /// Requires the owner to change their PIN.
    void requireChange(String extension) {
        alter(
                extension,
                m ->
                        copy(
                                m,
                                true,
                                m.pinless(),
                                new PinState(
                                        m.pin().sealed(),
                                        m.pin().version(),
                                        true,
                                        m.pin().setAt(),
                                        true,
                                        true)));
    }

    void inZone(String extension, String zone) {
        alter(
                extension,
                m ->
                        new Mailbox(
                                m.guid(),
                                m.numbering(),
                                new MailboxOwner(
                                        m.addresses(),
                                        m.aliases(),
                                        m.displayName(),
                                        m.language(),
                                        TimeZone.named(zone)),
                                m.access(),
                                m.pin(),
                                m.logons()));
    }

    private void alter(String extension, UnaryOperator<Mailbox> change) {
        store.change(
                work ->
                        work.mailboxes()
                                .save(
                                        change.apply(
                                                work.mailboxes()
                                                        .find(key(extension))
                                                        .orElseThrow())));
    }

    private static Mailbox copy(Mailbox m, boolean access, boolean pinless, PinState pin) {
        return new Mailbox(
                m.guid(),
                new Numbering(m.dialPlan(), m.policy(), m.extensions()),
                new MailboxOwner(
                        m.addresses(), m.aliases(), m.displayName(), m.language(), m.timeZone()),
                new PhoneAccess(access, pinless),
                pin,
                new Logons(
                        m.lockouts(),
                        m.firstTimeUser(),
                        m.failedSinceLogon(),
                        m.lastLogon(),
                        m.untoldReset()));
    }

    Mailbox mailbox(String extension) {
        return store.read(view -> view.mailboxes().find(key(extension))).orElseThrow();
    }

    /// Whether this PIN opens the mailbox now; a sign-in like any other.
    boolean opens(String extension, String pin) {
        var verdict =
                signIn.attempt(
                        key(extension),
                        Pin.of(pin).orElseThrow(),
                        new CallSource("", "test", "test", Optional.empty()));
        return verdict instanceof Verdict.Admitted || verdict instanceof Verdict.MustChange;
    }

    /// Results of the sign-ins of this mailbox, newest first.
    List<String> signIns(String extension) {
        return store.read(view -> view.events().of(mailbox(extension).guid(), 100)).stream()
                .filter(e -> e.name() == Event.Name.SIGN_IN)
                .map(Event::result)
                .toList();
    }

    /// How many sign-ins each of these rows stands for, newest first.
    List<Integer> signInCounts(String extension) {
        return store.read(view -> view.events().of(mailbox(extension).guid(), 100)).stream()
                .filter(e -> e.name() == Event.Name.SIGN_IN)
                .map(Event::count)
                .toList();
    }

    private MailboxKey key(String extension) {
        return new MailboxKey(name, extension);
    }

    // time and failures

    String dialPlan() {
        return name;
    }

    void later(Duration time) {
        CLOCK.pass(time);
    }

    /// Does the work that was postponed until the callers had their answers.
    void afterwards() {
        AFTERWARDS.run();
    }

    BreakableStore store() {
        return store;
    }

    /// Sound files of the administrator's that the lines' Asterisk has.
    House withFiles(String... names) {
        files = Set.of(names);
        return this;
    }

    Set<String> files() {
        return files;
    }

    Switchboard switchboard() {
        return switchboard;
    }

    // telephones

    /// A call from a telephone somewhere in the world.
    Phone phone() {
        return new Phone(
                this,
                "0441234567",
                "dialplan=" + name,
                "en",
                "1772438400." + calls.incrementAndGet(),
                OptionalInt.of(0),
                Integer.MAX_VALUE);
    }

    /// A call from the extension's own telephone, which the dialplan vouches for.
    Phone desk(String extension) {
        return phone().calling(extension).asking("dialplan=" + name + "&trusted=yes");
    }

    ScriptedLine answer(Call call, ScriptedLine line) {
        try {
            reception.handle(call, line);
        } catch (HungUp e) {
            assertThat(line.hungUp()).isTrue();
        }
        return line;
    }

    static Catalogue catalogue() {
        return CATALOGUE;
    }
}
