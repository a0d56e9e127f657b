package org.ovalogin.core.administration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.OneTimeSecrets;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.account.Token;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.input.TextChecks;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.store.MailboxStore;

/// Bearer tokens for programs. Thread-safe.
public final class Tokens {
    /// Lets scanners for leaked secrets recognize a token.
    private static final String PREFIX = "ova_";

    private static final int LONGEST = 200;
    private static final int MOST_DAYS = 3650;

    /// Unexpired tokens of one account.
    private static final int MOST = 100;

    private static final Duration USED_EVERY = Duration.ofMinutes(1);

    private final MailboxStore store;
    private final OneTimeSecrets secrets;

    Tokens(MailboxStore store, OneTimeSecrets secrets) {
        this.store = store;
        this.secrets = secrets;
    }

    /// @param secret shown once, stored nowhere
    public record Issued(Token token, String secret) {
        @Override
        public String toString() {
            return "Issued[%s]".formatted(token);
        }
    }

    /// Creates a token for an account. A token made with another token ends no later than that one.
    ///
    /// @param role empty: the account's
    /// @param days lifetime
    public Issued issue(Account account, String name, Optional<Role> role, int days, Actor actor) {
        var own = actor.account().filter(account.guid()::equals).isPresent();
        if (!own) actor.require(Right.MANAGE);
        var findings = new ArrayList<Finding>();
        if (!TextChecks.isName(name))
            findings.add(new Finding("Name", Fault.VALUE, "'" + name + "'", "1 to 128 characters"));
        if (days < 1 || days > MOST_DAYS)
            findings.add(
                    new Finding("Days", Fault.VALUE, String.valueOf(days), "1 to " + MOST_DAYS));
        TextChecks.refuse(findings);
        var secret = PREFIX + secrets.next();
        return store.write(
                work -> {
                    var now = work.now();
                    var owner =
                            work.accounts()
                                    .find(account.guid())
                                    .filter(Account::enabled)
                                    .orElseThrow(
                                            () -> new NotDone("", Fault.ACCOUNT_CHANGED, "", ""));
                    var wanted = role.orElse(owner.role());
                    // A token must not grant more rights than its maker has. Nor may a token wait
                    // for the day on which its account becomes an administrator's.
                    if (!actor.rights().containsAll(rights(owner, wanted))
                            || (wanted == Role.ADMINISTRATOR && owner.role() != Role.ADMINISTRATOR))
                        throw new NotDone("Role", Fault.NOT_YOUR_ROLE, "", "");
                    makeRoom(work, owner);
                    var token =
                            new Token(
                                    UUID.randomUUID(),
                                    name,
                                    new Token.Grant(owner, wanted),
                                    OneTimeSecrets.hash(secret),
                                    new Token.Lifetime(
                                            now, end(actor, now.plus(Duration.ofDays(days)))),
                                    Optional.empty());
                    work.tokens().add(token);
                    append(work, "TokenCreated", owner, actor);
                    return new Issued(token, secret);
                });
    }

    /// A stolen one-day token must not produce a token for years.
    private static Instant end(Actor maker, Instant wanted) {
        return maker.until().filter(wanted::isAfter).orElse(wanted);
    }

    /// Removes expired tokens once there are many.
    private static void makeRoom(MailboxStore.Work work, Account account) {
        var now = work.now();
        var own =
                work.tokens().all().stream()
                        .filter(t -> t.grant().account().guid().equals(account.guid()))
                        .toList();
        if (own.size() < MOST) return;
        var over = own.stream().filter(t -> !now.isBefore(t.lifetime().expiresAt())).toList();
        if (over.isEmpty())
            throw new NotDone("", Fault.TOO_MANY_TOKENS, String.valueOf(own.size()), "");
        over.forEach(work.tokens()::remove);
    }

    /// The rights of a token's bearer; empty if the token is unknown or expired, or its account is
    /// disabled.
    ///
    /// @param from the client's address
    public Optional<Actor> bearer(String secret, String from) {
        if (!secret.startsWith(PREFIX) || secret.length() > LONGEST) return Optional.empty();
        var hash = OneTimeSecrets.hash(secret);
        var token =
                store.read(
                        view ->
                                view.tokens()
                                        .find(hash)
                                        .filter(t -> view.now().isBefore(t.lifetime().expiresAt()))
                                        .filter(t -> t.grant().account().enabled()));
        token.ifPresent(this::touch);
        return token.map(
                t ->
                        Actor.of(
                                        t.grant().account(),
                                        rights(t.grant().account(), t.grant().role()),
                                        from)
                                .until(t.lifetime().expiresAt()));
    }

    /// The actor's own tokens; everybody's if the actor may see accounts.
    public List<Token> all(Actor actor) {
        return store.read(view -> view.tokens().all()).stream()
                .filter(t -> actor.may(Right.VIEW_ACCOUNTS) || owns(actor, t))
                .toList();
    }

    public void remove(String id, Actor actor) {
        store.change(
                work -> {
                    var token =
                            work.tokens().all().stream()
                                    .filter(t -> t.id().toString().equalsIgnoreCase(id))
                                    .filter(t -> actor.may(Right.VIEW_ACCOUNTS) || owns(actor, t))
                                    .findFirst()
                                    .orElseThrow(
                                            () -> new NotDone("Id", Fault.NO_SUCH_TOKEN, id, ""));
                    if (!owns(actor, token) && !actor.may(Right.MANAGE))
                        throw new NotDone("Id", Fault.OTHERS_TOKEN, "", "");
                    work.tokens().remove(token);
                    append(work, "TokenRemoved", token.grant().account(), actor);
                });
    }

    private static boolean owns(Actor actor, Token token) {
        return actor.account().filter(token.grant().account().guid()::equals).isPresent();
    }

    private static EnumSet<Right> rights(Account account, Role role) {
        var rights = EnumSet.noneOf(Right.class);
        rights.addAll(role.rights());
        rights.retainAll(account.role().rights());
        return rights;
    }

    private void touch(Token token) {
        var stale =
                store.read(
                        view ->
                                token.lastUsed()
                                        .filter(at -> view.now().isBefore(at.plus(USED_EVERY)))
                                        .isEmpty());
        if (!stale) return;
        store.change(work -> work.tokens().used(token.used(work.now())));
    }

    private static void append(
            MailboxStore.Work work, String result, Account account, Actor actor) {
        work.events()
                .append(
                        Event.about(
                                work.now(),
                                Name.ACCOUNT_CHANGED,
                                result,
                                "",
                                account.name(),
                                actor.origin()));
    }
}
