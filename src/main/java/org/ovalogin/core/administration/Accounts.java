package org.ovalogin.core.administration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.input.Blanks;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.input.TextChecks;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.FieldChanges;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.PinSafe;
import org.ovalogin.core.store.Revision;

/// Manages the accounts of administrators. Thread-safe.
public final class Accounts {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@+-]{1,64}");
    private static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_PASSWORD = 128;
    private static final int SHORTEST_TELLING_NAME = 4;

    private static final AccountDetails FIRST =
            new AccountDetails(Role.ADMINISTRATOR, Optional.empty(), Optional.empty(), true);

    private static final String CREATED = "Created";
    private static final String CHANGED = "Changed";
    private static final String PASSWORD_CHANGED = "PasswordChanged";
    private static final String DELAY_LIFTED = "DelayLifted";
    private static final String REMOVED = "Removed";

    private final MailboxStore store;
    private final PinSafe safe;
    private final HashQueue passwords;

    /// @param passwords separate from the queue for PINs, so that neither delays the other
    Accounts(MailboxStore store, PinSafe safe, HashQueue passwords) {
        this.store = store;
        this.safe = safe;
        this.passwords = passwords;
    }

    public List<Account> all(Actor actor) {
        actor.require(Right.VIEW_ACCOUNTS);
        return store.read(view -> view.accounts().all());
    }

    public Account find(String name, Actor actor) {
        actor.require(Right.VIEW_ACCOUNTS);
        return store.read(view -> account(view, name));
    }

    public Versioned<Account> versioned(String name, Actor actor) {
        actor.require(Right.VIEW_ACCOUNTS);
        return store.read(view -> versioned(view, account(view, name)));
    }

    public Optional<Versioned<Account>> versioned(UUID guid, Actor actor) {
        actor.require(Right.VIEW_ACCOUNTS);
        return store.read(view -> view.accounts().find(guid).map(a -> versioned(view, a)));
    }

    private static Versioned<Account> versioned(MailboxStore.View view, Account account) {
        return new Versioned<>(account, view.revisions().find(Revision.of(account)));
    }

    public Optional<Account> find(UUID guid) {
        return store.read(view -> view.accounts().find(guid));
    }

    /// True until somebody can sign in to administer.
    public boolean none() {
        return store.read(view -> view.accounts().all().isEmpty());
    }

    public Account add(String name, AccountDetails details, Password password, Actor actor) {
        actor.require(Right.MANAGE);
        return add(name, details, password, actor.origin(), false);
    }

    /// Creates the first account, an administrator.
    ///
    /// @param from the client's address
    public Account addFirst(String name, Password password, String from) {
        return add(name, FIRST, password, new Origin("one-time link", from), true);
    }

    public Account change(String name, UnaryOperator<AccountDetails> change, Actor actor) {
        actor.require(Right.MANAGE);
        return store.write(
                work -> {
                    var account = account(work, name);
                    Revision.check(work, Revision.of(account), actor);
                    var details = change.apply(account.details());
                    check(work, details);
                    var stays = details.role() == Role.ADMINISTRATOR && details.enabled();
                    if (!stays) refuseIfLastAdministrator(work, account);
                    var changed = account.with(details);
                    if (changed.equals(account)) return account;
                    work.accounts().save(changed);
                    work.revisions().revise(Revision.of(changed), actor.name());
                    // Sessions take their rights from the account, so a smaller role applies at
                    // once.
                    // Only disabling must end them.
                    if (!details.enabled())
                        work.sessions().removeOf(account.guid(), Optional.empty());
                    var changes =
                            FieldChanges.between(fields(work, account), fields(work, changed));
                    append(work, CHANGED, changed.name(), actor.origin(), changes);
                    return changed;
                });
    }

    public void remove(String name, Actor actor) {
        actor.require(Right.MANAGE);
        store.change(
                work -> {
                    var account = account(work, name);
                    Revision.check(work, Revision.of(account), actor);
                    refuseIfLastAdministrator(work, account);
                    work.accounts().remove(account);
                    append(work, REMOVED, account.name(), actor.origin());
                });
    }

    /// The fate of an account's tokens when its password is set.
    public enum TokensThen {
        END,
        STAY
    }

    /// Sets another account's password and ends that account's sessions.
    /// [AccountSignIn#changeOwnPassword] changes one's own; it asks for the current password.
    public void setPassword(String name, Password password, TokensThen tokens, Actor actor) {
        actor.require(Right.MANAGE);
        var account =
                store.read(
                        view -> {
                            var found = account(view, name);
                            Revision.check(view, Revision.of(found), actor);
                            return found;
                        });
        if (actor.account().filter(account.guid()::equals).isPresent())
            throw new NotDone("Current", Fault.MISSING, "", "the current password");
        setPassword(account, password, Optional.empty(), tokens, actor.origin());
    }

    /// Sets the account's own password and ends its other sessions. Tokens stay valid.
    /// [AccountSignIn] has checked the current password.
    ///
    /// @param account the account at the time of that check
    void setOwnPassword(
            Account account, Password password, Optional<String> butSession, Origin origin) {
        setPassword(account, password, butSession, TokensThen.STAY, origin);
    }

    /// Lets the account sign in again without delay.
    public void liftDelay(String name, Actor actor) {
        actor.require(Right.MANAGE);
        store.change(
                work -> {
                    var account = account(work, name);
                    work.delays().removeBeginning(SignInDelays.prefix(safe.mark(account.name())));
                    append(work, DELAY_LIFTED, account.name(), actor.origin());
                });
    }

    /// Checks whether [#add] would succeed; changes nothing.
    ///
    /// @throws NotDone with all that is not allowed
    public void whatIf(String name, AccountDetails details, Password password, Actor actor) {
        actor.require(Right.MANAGE);
        check(name, details, password);
    }

    /// As above, for the first account.
    void whatIfFirst(String name, Password password) {
        check(name, FIRST, password);
    }

    private void check(String name, AccountDetails details, Password password) {
        var findings = new ArrayList<Finding>();
        if (!NAME.matcher(name).matches())
            findings.add(new Finding("Name", Fault.ACCOUNT_NAME, name, ""));
        findings.addAll(passwordFindings(name, password));
        store.read(
                view -> {
                    findings.addAll(findings(view, details));
                    if (view.accounts().find(name).isPresent())
                        findings.add(new Finding("Name", Fault.NAME_TAKEN, name, ""));
                    return true;
                });
        TextChecks.refuse(findings);
    }

    private Account add(
            String name, AccountDetails details, Password password, Origin origin, boolean first) {
        check(name, details, password);
        var guid = UUID.randomUUID();
        var sealed = sealed(guid, password);
        return store.write(
                work -> {
                    if (first && !work.accounts().all().isEmpty())
                        throw new NotDone("", Fault.SET_UP_ALREADY, "", "");
                    check(work, details);
                    if (work.accounts().find(name).isPresent())
                        throw new NotDone("Name", Fault.NAME_TAKEN, name, "");
                    var account =
                            new Account(guid, name, details, sealed, work.now(), Optional.empty());
                    work.accounts().add(account);
                    append(work, CREATED, name, origin);
                    return account;
                });
    }

    private void setPassword(
            Account account,
            Password password,
            Optional<String> butSession,
            TokensThen tokens,
            Origin origin) {
        checkPassword(account.name(), password);
        var sealed = sealed(account.guid(), password);
        store.change(
                work -> {
                    var current = account(work, account.name());
                    // A password set meanwhile stays; perhaps it was set because the old one had
                    // leaked.
                    if (!safe.samePassword(current, account))
                        throw new NotDone("", Fault.ACCOUNT_CHANGED, "", "");
                    work.accounts().save(current.withPassword(sealed));
                    work.revisions().revise(Revision.of(current), origin.by());
                    work.sessions().removeOf(current.guid(), butSession);
                    if (tokens == TokensThen.END)
                        work.tokens().all().stream()
                                .filter(t -> t.grant().account().guid().equals(current.guid()))
                                .forEach(work.tokens()::remove);
                    append(work, PASSWORD_CHANGED, current.name(), origin);
                });
    }

    private String sealed(UUID guid, Password password) {
        var ticket = passwords.ticket();
        if (ticket.isEmpty()) throw new NotDone("", Fault.BUSY, "", "");
        try (var place = ticket.get()) {
            return safe.sealPassword(guid, place.hash(password));
        }
    }

    private static Account account(MailboxStore.View view, String name) {
        return view.accounts()
                .find(Blanks.trimmed(name))
                .orElseThrow(() -> new NotDone("Name", Fault.NO_SUCH_ACCOUNT, name, ""));
    }

    private static void check(MailboxStore.View view, AccountDetails details) {
        TextChecks.refuse(findings(view, details));
    }

    private static List<Finding> findings(MailboxStore.View view, AccountDetails details) {
        var findings = new ArrayList<Finding>();
        details.address().ifPresent(a -> TextChecks.address("Address", a, findings));
        details.mailbox()
                .filter(guid -> view.mailboxes().find(guid).isEmpty())
                .ifPresent(
                        guid ->
                                findings.add(
                                        new Finding(
                                                "Mailbox",
                                                Fault.NO_SUCH_MAILBOX,
                                                guid.toString(),
                                                "")));
        return findings;
    }

    /// @throws NotDone if the account may not have this password
    public static void checkPassword(String name, Password password) {
        TextChecks.refuse(passwordFindings(name, password));
    }

    /// The rule that a new password breaks; empty if it is allowed.
    static List<Finding> passwordFindings(String name, Password password) {
        var field = "Password";
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD)
            return List.of(
                    new Finding(
                            field,
                            Fault.PASSWORD,
                            "",
                            "%d to %d".formatted(SHORTEST_PASSWORD, LONGEST_PASSWORD)));
        // A short name occurs in many good passwords.
        var named = name.length() >= SHORTEST_TELLING_NAME && password.contains(name);
        return password.oneCharacterRepeated() || named
                ? List.of(new Finding(field, Fault.PASSWORD_COMMON, "", ""))
                : List.of();
    }

    private static void refuseIfLastAdministrator(MailboxStore.View view, Account account) {
        var others =
                view.accounts().all().stream()
                        .filter(a -> a.role() == Role.ADMINISTRATOR && a.enabled())
                        .anyMatch(a -> !a.guid().equals(account.guid()));
        if (!others && account.role() == Role.ADMINISTRATOR && account.enabled())
            throw new NotDone("Name", Fault.LAST_ADMINISTRATOR, account.name(), "");
    }

    /// Under the names of the account's command. The password is not among them.
    private static SequencedMap<String, String> fields(MailboxStore.View view, Account account) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("Role", account.role().code());
        fields.put("Address", account.address().orElse(""));
        fields.put(
                "Mailbox",
                account.mailbox().flatMap(view.mailboxes()::find).map(Mailbox::place).orElse(""));
        fields.put("Enabled", String.valueOf(account.enabled()));
        return fields;
    }

    private static void append(
            MailboxStore.Work work, String result, String subject, Origin origin) {
        append(work, result, subject, origin, FieldChanges.NONE);
    }

    private static void append(
            MailboxStore.Work work,
            String result,
            String subject,
            Origin origin,
            FieldChanges changes) {
        work.events()
                .append(
                        Event.about(work.now(), Name.ACCOUNT_CHANGED, result, "", subject, origin)
                                .with(changes));
    }
}
