package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.Delay;
import org.ovalogin.core.account.Token;
import org.ovalogin.core.account.WebSession;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.EventEntry;
import org.ovalogin.core.mailbox.HourlyCount;
import org.ovalogin.core.mailbox.MailDelay;
import org.ovalogin.core.mailbox.MailFailure;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.ResetLink;
import org.ovalogin.core.store.EventQuery;
import org.ovalogin.core.store.MailQueue;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.Page;
import org.ovalogin.core.store.Revision;
import org.ovalogin.storage.database.Dialect;

/// The queries, within one transaction; the SQL is in the parts. For one thread.
class SqlView implements MailboxStore.View {
    /// Enough to tell that a name does not say which one is meant.
    private static final int AMBIGUOUS = 2;

    private final Handle handle;
    private final Dialect dialect;
    private final Instant now;
    private final SqlMailboxes mailboxes;
    final SqlDialPlans dialPlans;
    final SqlEvents events;
    final SqlNotices notices;
    final SqlAccounts accounts;
    final SqlWebSessions webSessions;
    final SqlResets resets;
    final SqlRevisions revisions;

    SqlView(Handle handle, Dialect dialect, Instant now) {
        this(handle, dialect, now, new SqlMailboxes(handle, now));
    }

    SqlView(Handle handle, Dialect dialect, Instant now, SqlMailboxes mailboxes) {
        this.handle = handle;
        this.dialect = dialect;
        this.now = now;
        this.mailboxes = mailboxes;
        dialPlans = new SqlDialPlans(handle);
        events = new SqlEvents(handle);
        notices = new SqlNotices(handle);
        accounts = new SqlAccounts(handle);
        webSessions = new SqlWebSessions(handle, now);
        resets = new SqlResets(handle, now);
        revisions = new SqlRevisions(handle, now);
    }

    Handle handle() {
        return handle;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Revision revision(String subject) {
        return revisions.find(subject);
    }

    @Override
    public Optional<DialPlan> dialPlan(String name) {
        return dialPlans.find(name);
    }

    @Override
    public List<DialPlan> dialPlans() {
        return dialPlans.all();
    }

    @Override
    public Optional<MailboxPolicy> policy(String dialPlan, String name) {
        return dialPlans.policy(dialPlan, name);
    }

    @Override
    public Optional<MailboxPolicy> policy(UUID guid) {
        return dialPlans.policy(guid);
    }

    @Override
    public List<MailboxPolicy> policies() {
        return dialPlans.policies();
    }

    @Override
    public Optional<Mailbox> mailbox(MailboxKey key) {
        return mailboxes.find(key);
    }

    @Override
    public Optional<Mailbox> mailbox(UUID guid) {
        return mailboxes.find(guid);
    }

    @Override
    public Optional<Mailbox> mailboxWithAddress(String address) {
        return mailboxes.withAddress(address);
    }

    @Override
    public Optional<Mailbox> mailboxWithAlias(String alias) {
        return mailboxes.withAlias(alias);
    }

    @Override
    public List<Mailbox> mailboxesNamed(String displayName) {
        return mailboxes.named(displayName, AMBIGUOUS);
    }

    @Override
    public List<Mailbox> mailboxesWithExtension(String extension) {
        return mailboxes.withExtension(extension, AMBIGUOUS);
    }

    @Override
    public List<Mailbox> mailboxesWithLocalPart(String localPart) {
        return mailboxes.withAddressBeginning(localPart + "@", AMBIGUOUS);
    }

    @Override
    public List<Mailbox> mailboxesBeginning(String text, int most) {
        return mailboxes.beginning(text, most);
    }

    @Override
    public List<Mailbox> mailboxes() {
        return mailboxes.all();
    }

    @Override
    public Page<Mailbox> mailboxes(MailboxQuery query) {
        return mailboxes.page(query);
    }

    @Override
    public List<Mailbox> mailboxesWithWorkOwed() {
        return mailboxes.withWorkOwed();
    }

    @Override
    public List<Mailbox> mailboxesToWarn(Instant since) {
        return mailboxes.toWarn(since);
    }

    @Override
    public List<String> pinHistory(UUID guid, int most) {
        return mailboxes.pinHistory(guid, most);
    }

    @Override
    public List<Event> events(UUID guid, int most) {
        return events.of(guid, most);
    }

    @Override
    public List<EventEntry> events(EventQuery query) {
        return events.list(query);
    }

    @Override
    public long settledEvents() {
        return dialect.settledEvents(handle);
    }

    @Override
    public List<HourlyCount> hourly(Instant since) {
        return events.hourly(since);
    }

    @Override
    public List<Account> accounts() {
        return accounts.all();
    }

    @Override
    public Optional<Account> account(String name) {
        return accounts.find(name);
    }

    @Override
    public Optional<Account> account(UUID guid) {
        return accounts.find(guid);
    }

    @Override
    public List<Token> tokens() {
        return accounts.tokens();
    }

    @Override
    public Optional<Token> token(String hash) {
        return accounts.token(hash);
    }

    @Override
    public Optional<WebSession> webSession(String hash) {
        return webSessions.find(hash);
    }

    @Override
    public Optional<Delay> delay(String key) {
        return webSessions.delay(key);
    }

    @Override
    public Optional<ResetLink> resetLink(String hash) {
        return resets.find(hash);
    }

    @Override
    public int resetLinks(UUID mailbox, Instant since) {
        return resets.links(mailbox, since);
    }

    @Override
    public Optional<MailFailure> mailFailure(UUID guid) {
        return notices.failure(guid);
    }

    @Override
    public Optional<MailDelay> mailDelay(UUID guid) {
        return notices.delay(guid);
    }

    @Override
    public Optional<MailQueue.Delayed> delayedMail() {
        return SqlDelays.all(handle());
    }

    @Override
    public boolean posted(UUID guid, Notice.Kind kind, Instant since) {
        return notices.posted(guid, kind, since);
    }
}
