package org.ovalogin.mailbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ovalogin.mailbox.Event.Name;
import org.ovalogin.pin.HashQueue;
import org.ovalogin.pin.Lockout;
import org.ovalogin.pin.Pin;
import org.ovalogin.pin.PinGenerator;

/// What administrators can do with mailboxes; every surface goes through here. What can't be done
/// is a [NotDone]. Thread-safe.
public final class Administration {
    /// Name of the dial plan that a fresh installation has.
    public static final String DEFAULT_DIAL_PLAN = "default";

    /// The dot-atom form (RFC 5322, 3.2.3), so that every address taken can be written to; the mail
    /// server has the last word.
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?=[^@]{1,64}@.{1,253}$)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                            + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

    /// Nothing that could steer a terminal, break a line or turn its direction.
    private static final Pattern DISPLAY_NAME =
            Pattern.compile(
                    "(?=.*\\S)[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]{1,128}");

    private final MailboxStore store;
    private final PinSafe safe;
    private final HashQueue queue;
    private final PinGenerator generator;

    public Administration(
            MailboxStore store, PinSafe safe, HashQueue queue, PinGenerator generator) {
        this.store = store;
        this.safe = safe;
        this.queue = queue;
        this.generator = generator;
    }

    /// What `Enable-UMMailbox` asks for.
    ///
    /// @param displayName empty: the part of the address before the @
    public record Enabling(
            String dialPlan,
            String extension,
            String address,
            Optional<String> displayName,
            Optional<Language> language) {}

    /// How a PIN is reset.
    ///
    /// @param pinExpired it must be changed at first sign-in
    /// @param sendEmail send it to the owner; otherwise it is returned to be shown once
    public record Reset(boolean pinExpired, boolean sendEmail) {
        public static final Reset DEFAULT = new Reset(true, true);
    }

    /// @param shownOnce the generated PIN, where it is not sent by e-mail
    public record ResetDone(Mailbox mailbox, Optional<Pin> shownOnce) {}

    /// Creates the default dial plan and its policy where there is no dial plan yet; false where
    /// there was one.
    public boolean createDefaults() {
        return store.write(
                work -> {
                    if (!work.dialPlans().isEmpty()) return false;
                    var dialPlan = DialPlan.named(DEFAULT_DIAL_PLAN);
                    work.add(dialPlan);
                    work.add(MailboxPolicy.defaultOf(dialPlan));
                    return true;
                });
    }

    /// Gives an owner phone access: a generated PIN, to be changed at first sign-in, goes to them
    /// with the welcome e-mail.
    public Mailbox enable(Enabling wanted, Origin origin) {
        check(ADDRESS, wanted.address(), "e-mail address", "an address like tony@contoso.com");
        wanted.displayName()
                .ifPresent(
                        n ->
                                check(
                                        DISPLAY_NAME,
                                        n,
                                        "name",
                                        "1 to 128 characters, not all blank, without control characters"));
        var dialPlan = dialPlan(wanted.dialPlan());
        var key = extensionOf(dialPlan, wanted.extension());
        var guid = UUID.randomUUID();
        var policy =
                store.read(
                                view ->
                                        view.policy(
                                                dialPlan.name(),
                                                dialPlan.name() + " Default Policy"))
                        .orElseThrow(
                                () ->
                                        new NotDone(
                                                "dial plan '%s' has no default policy"
                                                        .formatted(dialPlan.name()),
                                                ""));
        var pin = generator.generate(policy.pin(), List.of(key.extension()));
        var sealed = hashed(guid, pin);
        return store.write(
                work -> {
                    refuseIfTaken(work, key, wanted.address());
                    var mailbox = fresh(guid, dialPlan, policy, wanted, sealed, work.now());
                    work.add(mailbox);
                    work.append(Event.of(work.now(), Name.ENABLED, mailbox, origin));
                    var notice =
                            Notice.plain(Notice.Kind.WELCOME, mailbox, work.now(), origin.by(), 0);
                    work.post(safe.withPin(notice, pin));
                    return mailbox;
                });
    }

    /// Gives the mailbox a new, generated PIN, and lifts its lock.
    public ResetDone reset(MailboxKey key, Reset how, Origin origin) {
        var seen = mailbox(key);
        var pin = generator.generate(seen.policy().pin(), seen.extensions());
        var sealed = hashed(seen.guid(), pin);
        var reset =
                store.write(
                        work -> {
                            var now = work.now();
                            var mailbox = sameMailbox(work, key, seen);
                            var locked = mailbox.lockout().lock().isPresent();
                            var after =
                                    mailbox.with(mailbox.lockout().unlock())
                                            .with(
                                                    mailbox.pin()
                                                            .given(sealed, now, how.pinExpired()));
                            work.save(after);
                            work.cancelPinNotices(after.guid());
                            work.append(Event.of(now, Name.PIN_RESET, after, origin));
                            if (locked) work.append(Event.of(now, Name.UNLOCKED, after, origin));
                            if (how.sendEmail()) {
                                work.post(
                                        safe.withPin(
                                                Notice.plain(
                                                        Notice.Kind.RESET,
                                                        after,
                                                        now,
                                                        origin.by(),
                                                        0),
                                                pin));
                            }
                            work.post(
                                    Notice.plain(
                                            Notice.Kind.RESET_NOTICE, after, now, origin.by(), 0));
                            return after;
                        });
        return new ResetDone(reset, how.sendEmail() ? Optional.empty() : Optional.of(pin));
    }

    /// Locks the mailbox until an administrator unlocks it; false when an administrator had locked
    /// it already.
    public boolean lock(MailboxKey key, Origin origin) {
        return store.write(
                work -> {
                    var mailbox = mailbox(work, key);
                    if (mailbox.lockout().lockedByAdministrator()) return false;
                    var now = work.now();
                    work.save(mailbox.with(mailbox.lockout().lockByAdministrator(now)));
                    work.append(Event.of(now, Name.LOCKED, mailbox, origin));
                    work.post(
                            Notice.plain(
                                    Notice.Kind.LOCKED_BY_ADMINISTRATOR,
                                    mailbox,
                                    now,
                                    origin.by(),
                                    0));
                    return true;
                });
    }

    /// Lifts a lock of either kind and starts the count anew; false when there was no lock. Either
    /// is an event: whoever could start the count anew unseen could let somebody guess for ever.
    public boolean unlock(MailboxKey key, Origin origin) {
        return store.write(
                work -> {
                    var mailbox = mailbox(work, key);
                    work.save(mailbox.with(mailbox.lockout().unlock()));
                    work.append(Event.of(work.now(), Name.UNLOCKED, mailbox, origin));
                    return mailbox.lockout().lock().isPresent();
                });
    }

    public Mailbox mailbox(MailboxKey key) {
        return store.read(view -> mailbox(view, key));
    }

    public List<Mailbox> mailboxes() {
        return store.read(MailboxStore.View::mailboxes);
    }

    /// The newest events of a mailbox, newest first.
    public List<Event> events(Mailbox mailbox, int most) {
        return store.read(view -> view.events(mailbox.guid(), most));
    }

    /// What did not reach the mailbox's owner by e-mail, while that still matters.
    public Optional<MailFailure> mailFailure(Mailbox mailbox) {
        return store.read(view -> view.mailFailure(mailbox.guid()));
    }

    public Instant now() {
        return store.read(MailboxStore.View::now);
    }

    /// The key of an extension of an existing dial plan.
    public MailboxKey key(String dialPlan, String extension) {
        return extensionOf(dialPlan(dialPlan), extension);
    }

    private DialPlan dialPlan(String name) {
        return store.read(
                view ->
                        view.dialPlan(name)
                                .orElseThrow(
                                        () ->
                                                new NotDone(
                                                        "no dial plan '%s'".formatted(name),
                                                        "there is "
                                                                + String.join(
                                                                        ", ",
                                                                        view.dialPlans().stream()
                                                                                .map(DialPlan::name)
                                                                                .toList()))));
    }

    private static MailboxKey extensionOf(DialPlan dialPlan, String digits) {
        try {
            return dialPlan.extension(digits);
        } catch (IllegalArgumentException e) {
            throw new NotDone(String.valueOf(e.getMessage()), "");
        }
    }

    private static Mailbox mailbox(MailboxStore.View view, MailboxKey key) {
        return view.mailbox(key)
                .orElseThrow(
                        () ->
                                new NotDone(
                                        "no mailbox with extension '%s' in dial plan '%s'"
                                                .formatted(key.extension(), key.dialPlan()),
                                        "./ova mailbox list shows all there are"));
    }

    /// The hash is bound to the mailbox it was made for, which may have lost its extension since.
    private static Mailbox sameMailbox(MailboxStore.View view, MailboxKey key, Mailbox seen) {
        var mailbox = mailbox(view, key);
        if (mailbox.guid().equals(seen.guid())) return mailbox;
        throw new NotDone(
                "extension '%s' in dial plan '%s' went to another mailbox meanwhile"
                        .formatted(key.extension(), key.dialPlan()),
                "look who has it now");
    }

    private static void refuseIfTaken(MailboxStore.Work work, MailboxKey key, String address) {
        work.mailbox(key)
                .ifPresent(
                        m -> {
                            throw new NotDone(
                                    "extension '%s' in dial plan '%s' belongs to %s already"
                                            .formatted(
                                                    key.extension(), key.dialPlan(), m.address()),
                                    "choose another extension");
                        });
        work.mailboxWithAddress(address)
                .ifPresent(
                        m -> {
                            throw new NotDone(
                                    "the e-mail address '%s' belongs to the mailbox with extension %s already"
                                            .formatted(address, m.extensions().getFirst()),
                                    "every mailbox has an address of its own");
                        });
    }

    private static Mailbox fresh(
            UUID guid,
            DialPlan dialPlan,
            MailboxPolicy policy,
            Enabling wanted,
            String sealed,
            Instant now) {
        return new Mailbox(
                guid,
                dialPlan,
                policy,
                List.of(wanted.extension()),
                wanted.address(),
                wanted.displayName()
                        .orElseGet(
                                () -> wanted.address().substring(0, wanted.address().indexOf('@'))),
                wanted.language(),
                true,
                true,
                false,
                new PinState(sealed, 1, false, now, true, false),
                Lockout.NONE,
                0,
                Optional.empty());
    }

    private String hashed(UUID guid, Pin pin) {
        try (var place =
                queue.ticket()
                        .orElseThrow(
                                () ->
                                        new NotDone(
                                                "the server is too busy to hash a PIN",
                                                "try again in a moment"))) {
            return safe.sealHash(guid, place.hash(pin));
        }
    }

    private static void check(Pattern allowed, String found, String name, String inWords) {
        if (!allowed.matcher(found).matches()) {
            throw new NotDone("%s '%s': allowed is %s".formatted(name, found, inWords), "");
        }
    }
}
