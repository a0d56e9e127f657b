package org.ovalogin.core.administration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.OneTimeSecrets;
import org.ovalogin.core.account.WebSession;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.mailbox.Waiting;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.PinSafe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signs accounts in, by password or by an open session. Thread-safe.
public final class AccountSignIn {
    private static final Logger log = LoggerFactory.getLogger(AccountSignIn.class);

    /// Resolution of a session's last use, so that not every page view writes. The clock may be set
    /// back by as much.
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    /// Enough for a redirect over a slow connection.
    private static final Duration SHOWN_WITHIN = Duration.ofMinutes(2);

    static final int LONGEST_SECRET = 200;

    private final MailboxStore store;
    private final PinSafe safe;
    private final HashQueue passwords;
    private final Accounts accounts;
    private final OneTimeSecrets secrets;
    private final Limits limits;

    /// @param idle a session without a request ends after this time
    /// @param length every session ends after this time
    public record Limits(Duration idle, Duration length) {}

    AccountSignIn(
            MailboxStore store,
            PinSafe safe,
            HashQueue passwords,
            Accounts accounts,
            OneTimeSecrets secrets,
            Limits limits) {
        this.store = store;
        this.safe = safe;
        this.passwords = passwords;
        this.accounts = accounts;
        this.secrets = secrets;
        this.limits = limits;
    }

    public sealed interface Result {
        /// @param actor with the account's rights
        record In(Account account, Actor actor) implements Result {}

        /// Name or password is wrong, or the account is disabled. The client is not told which.
        record Refused() implements Result {}

        /// Not tried: too many attempts have failed.
        record Delayed(Duration left) implements Result {}

        /// Not tried: the server is busy.
        record Busy() implements Result {}
    }

    /// @param cookie the secret for the browser
    public record Opened(String cookie, SignedIn signedIn) {
        @Override
        public String toString() {
            return "Opened";
        }
    }

    /// A signed-in account.
    ///
    /// @param csrf token to be sent with every change
    /// @param job the account's running bulk job
    public record SignedIn(
            Account account, Actor actor, String csrf, WebSession session, Optional<UUID> job) {
        /// Compares in constant time.
        public boolean csrfMatches(String sent) {
            return MessageDigest.isEqual(
                    csrf.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "SignedIn[account=%s]".formatted(account.name());
        }
    }

    /// Tries a password. Counts the attempt as failed before making it, and takes the same time for
    /// an unknown name. A success renews a hash of another cost than the one in force.
    ///
    /// @param from the client's address
    public Result attempt(String name, Password password, String from) {
        var delays = new SignInDelays(safe.mark(name), from);
        var origin = new Origin("", from);
        // A delayed client takes no place in the queue.
        if (store.read(delays::left).isPresent()) {
            var left = store.write(work -> delayed(work, delays.await(work), name, origin));
            if (left.isPresent()) return new Result.Delayed(left.get());
        }
        var ticket = passwords.ticket();
        if (ticket.isEmpty()) return new Result.Busy();
        try (var place = ticket.get()) {
            var wait = store.write(work -> delayed(work, delays.charge(work), name, origin));
            if (wait.isPresent()) return new Result.Delayed(wait.get());
            var attempt = new Attempt(name, password, delays, origin);
            // Another sign-in may renew the hash during the first comparison.
            return decided(attempt, compared(attempt, place), false)
                    .or(() -> decided(attempt, compared(attempt, place), true))
                    .orElseThrow();
        }
    }

    private record Attempt(String name, Password password, SignInDelays delays, Origin origin) {}

    /// @param account an enabled one
    /// @param renewed the password under a new hash; empty: the hash in the store stays
    private record Compared(Optional<Account> account, boolean right, Optional<String> renewed) {
        /// Whether the right password's hash is another by now, of the same account.
        boolean replacedIn(Optional<Account> now) {
            var guid = account.map(Account::guid);
            return right && now.filter(Account::enabled).map(Account::guid).equals(guid);
        }

        @Override
        public String toString() {
            return "Compared";
        }
    }

    private Compared compared(Attempt attempt, HashQueue.Ticket place) {
        var named = store.read(view -> view.accounts().find(attempt.name()));
        var account = named.filter(Account::enabled);
        var hash = account.map(safe::password);
        hash.ifPresent(passwords.decoys()::compared);
        var right =
                place.matches(hash.orElseGet(() -> decoy(attempt, named)), attempt.password())
                        && hash.isPresent();
        var renewed =
                right
                        ? renewed(account.orElseThrow(), hash.orElseThrow(), attempt, place)
                        : Optional.<String>empty();
        return new Compared(account, right, renewed);
    }

    /// A hash that nothing matches. It costs as much as a disabled account's own; without an
    /// account, as much as those of others.
    private String decoy(Attempt attempt, Optional<Account> disabled) {
        var decoys = passwords.decoys();
        return disabled.flatMap(safe::passwordIfOpen)
                .map(decoys::like)
                .or(() -> safe.markOfNobody(attempt.name()).map(decoys::forNobody))
                .orElseGet(decoys::likeNew);
    }

    /// The same password under a hash of the cost in force. Empty if it has that cost already, or
    /// after a failure; the next success tries again.
    private Optional<String> renewed(
            Account account, String hash, Attempt attempt, HashQueue.Ticket place) {
        try {
            if (!passwords.hasher().outdated(hash)) return Optional.empty();
            return Optional.of(safe.sealPassword(account.guid(), place.hash(attempt.password())));
        } catch (RuntimeException e) {
            log.warn(
                    "the hash of account {}'s password could not be brought up to date; the next sign-in tries again",
                    account.name(),
                    e);
            return Optional.empty();
        }
    }

    /// The result, which is recorded. Empty if the right password was compared with a hash that has
    /// been replaced since.
    ///
    /// @param last whether a replaced hash refuses
    private Optional<Result> decided(Attempt attempt, Compared compared, boolean last) {
        return store.write(
                work -> {
                    // Looks up by name, so that unknown names cost the same look-ups.
                    var named = work.accounts().find(attempt.name());
                    var current =
                            named.filter(
                                    a ->
                                            compared.account()
                                                    .filter(c -> unchanged(a, c))
                                                    .isPresent());
                    if (!compared.right() || current.isEmpty()) {
                        if (!last && compared.replacedIn(named)) return Optional.empty();
                        append(work, Event.FAILED, named, attempt.origin());
                        return Optional.of(new Result.Refused());
                    }
                    attempt.delays().succeeded(work);
                    var signedIn = current.get().signedIn(work.now());
                    var in = compared.renewed().map(signedIn::withPassword).orElse(signedIn);
                    work.accounts().save(in);
                    append(work, Event.SUCCESS, Optional.of(in), attempt.origin());
                    var rights = in.role().rights();
                    return Optional.of(
                            new Result.In(in, Actor.of(in, rights, attempt.origin().from())));
                });
    }

    /// Opens a session after a correct password.
    ///
    /// @throws NotDone if the account was disabled or its password changed meanwhile
    public Opened open(Account account, String from) {
        var cookie = secrets.next();
        var session =
                store.write(
                        work -> {
                            var now = work.now();
                            if (work.accounts()
                                    .find(account.guid())
                                    .filter(a -> unchanged(a, account))
                                    .isEmpty())
                                throw new NotDone("", Fault.ACCOUNT_CHANGED, "", "");
                            var fresh =
                                    new WebSession(
                                            OneTimeSecrets.hash(cookie),
                                            account,
                                            now,
                                            now,
                                            now.plus(limits.length()));
                            work.sessions().add(fresh);
                            return fresh;
                        });
        return new Opened(cookie, signedIn(session, cookie, from, Optional.empty()));
    }

    /// The account of a session; empty if the session is unknown or over, or the account is
    /// disabled.
    ///
    /// @param from the client's current address
    public Optional<SignedIn> session(String cookie, String from) {
        var found = peek(cookie, from);
        found.ifPresent(in -> touch(in.session()));
        return found;
    }

    /// As [#session], for a request that the user did not make. Does not prolong the session.
    public Optional<SignedIn> peek(String cookie, String from) {
        if (cookie.length() > LONGEST_SECRET) return Optional.empty();
        var hash = OneTimeSecrets.hash(cookie);
        return store.read(
                view ->
                        view.sessions()
                                .find(hash)
                                .filter(s -> good(s, view.now()))
                                .map(s -> signedIn(s, cookie, from, job(view, s))));
    }

    /// Keeps a secret for the next page of this session, which shows it once.
    public void keepOnce(SignedIn signedIn, String text) {
        var session = signedIn.session();
        var sealed = safe.sealOnce(session, text);
        store.change(
                work -> work.sessions().keepOnce(session, sealed, work.now().plus(SHOWN_WITHIN)));
    }

    /// Returns the kept secret; empty the second time, and after two minutes.
    public Optional<String> takeOnce(SignedIn signedIn) {
        var session = signedIn.session();
        return store.write(work -> work.sessions().takeOnce(session))
                .flatMap(kept -> safe.openOnce(session, kept));
    }

    public void close(SignedIn signedIn) {
        store.change(work -> work.sessions().remove(signedIn.session()));
    }

    /// Sets the account's own password and ends its other sessions.
    ///
    /// @throws NotDone if the current password is wrong or the new one is not allowed; names both
    public void changeOwnPassword(
            Account account,
            Password present,
            Password wanted,
            Optional<WebSession> session,
            String from) {
        switch (attempt(account.name(), present, from)) {
            case Result.In(var in, var actor) ->
                    accounts.setOwnPassword(
                            in, wanted, session.map(WebSession::hash), actor.origin());
            case Result.Busy _ -> throw new NotDone("", Fault.BUSY, "", "");
            case Result.Refused _ ->
                    throw new NotDone(
                            wrongAnd(Accounts.passwordFindings(account.name(), wanted)), "");
            case Result.Delayed(var left) -> throw delayed(left);
        }
    }

    /// The faults that [#changeOwnPassword] would report; changes no password. A wrong current
    /// password counts as a failed attempt.
    ///
    /// @throws NotDone if the current password is not tried
    public List<Finding> ownPasswordFindings(
            Account account, Password present, Password wanted, String from) {
        var ofWanted = Accounts.passwordFindings(account.name(), wanted);
        return switch (attempt(account.name(), present, from)) {
            case Result.In _ -> ofWanted;
            case Result.Refused _ -> wrongAnd(ofWanted);
            case Result.Busy _ -> throw new NotDone("", Fault.BUSY, "", "");
            case Result.Delayed(var left) -> throw delayed(left);
        };
    }

    private static List<Finding> wrongAnd(List<Finding> others) {
        return Stream.concat(
                        Stream.of(new Finding("Current", Fault.CURRENT_PASSWORD, "", "")),
                        others.stream())
                .toList();
    }

    private static NotDone delayed(Duration left) {
        return new NotDone(
                "Current",
                Fault.CURRENT_PASSWORD,
                "",
                "",
                "too many attempts failed; try again in " + Waiting.inWords(left));
    }

    private static Optional<UUID> job(MailboxStore.View view, WebSession session) {
        return view.jobs().runningOf(session.account().guid());
    }

    private static SignedIn signedIn(
            WebSession session, String cookie, String from, Optional<UUID> job) {
        var account = session.account();
        return new SignedIn(
                account,
                Actor.of(account, account.role().rights(), from),
                csrf(cookie),
                session,
                job);
    }

    /// The token of all forms of a session.
    static String csrf(String cookie) {
        return OneTimeSecrets.hash("csrf " + cookie);
    }

    private boolean good(WebSession session, Instant now) {
        return session.account().enabled()
                && !now.isBefore(session.lastSeen().minus(SEEN_EVERY))
                && now.isBefore(session.expiresAt())
                && now.isBefore(session.lastSeen().plus(limits.idle()));
    }

    private void touch(WebSession session) {
        var stale = store.read(v -> v.now().isAfter(session.lastSeen().plus(SEEN_EVERY)));
        if (!stale) return;
        store.change(
                work ->
                        work.sessions()
                                .seen(
                                        new WebSession(
                                                session.hash(),
                                                session.account(),
                                                session.createdAt(),
                                                work.now(),
                                                session.expiresAt())));
    }

    /// A password that changed during the comparison lets nobody in.
    private boolean unchanged(Account now, Account compared) {
        return now.enabled() && safe.samePassword(now, compared);
    }

    private static Optional<Duration> delayed(
            MailboxStore.Work work, Optional<Duration> left, String name, Origin origin) {
        if (left.isPresent()) append(work, Event.DELAYED, work.accounts().find(name), origin);
        return left;
    }

    /// Does not record an unknown name: it may be a password in the wrong field.
    private static void append(
            MailboxStore.Work work, String result, Optional<Account> account, Origin origin) {
        var name = account.map(Account::name).orElse("unknown");
        work.events()
                .append(
                        Event.about(
                                work.now(),
                                Name.ACCOUNT_SIGN_IN,
                                result,
                                "",
                                name,
                                new Origin(
                                        account.isPresent() ? "account " + name : "unknown",
                                        origin.from())));
    }
}
