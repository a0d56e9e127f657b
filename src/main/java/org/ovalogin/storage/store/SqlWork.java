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
import org.ovalogin.core.mailbox.MailDelay;
import org.ovalogin.core.mailbox.MailFailure;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.ResetLink;
import org.ovalogin.core.store.CallSession;
import org.ovalogin.core.store.MailQueue;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.Page;
import org.ovalogin.storage.database.Dialect;
import org.ovalogin.storage.database.Exclusion;
import org.ovalogin.storage.database.KnownKey;

/// The changes, within one transaction; the SQL is in the parts. Whatever is not of one mailbox
/// asks [Exclusion] first. For one thread.
public final class SqlWork extends SqlView implements MailboxStore.Work {
    private final Exclusion exclusion;
    private final SqlMailboxChanges mailboxes;
    private final SqlCallSessions sessions;

    SqlWork(Handle handle, Dialect dialect, Instant now, Exclusion exclusion) {
        this(
                handle,
                dialect,
                now,
                exclusion,
                new SqlMailboxChanges(handle, now, exclusion, dialect.rowLock()));
    }

    private SqlWork(
            Handle handle,
            Dialect dialect,
            Instant now,
            Exclusion exclusion,
            SqlMailboxChanges mailboxes) {
        super(handle, dialect, now, mailboxes);
        this.exclusion = exclusion;
        this.mailboxes = mailboxes;
        this.sessions = new SqlCallSessions(handle, now);
    }

    Exclusion exclusion() {
        return exclusion;
    }

    /// For SQL beyond what is here, which is not known to stay with one mailbox.
    @Override
    public Handle handle() {
        exclusion.require();
        return super.handle();
    }

    /// For SQL on a row which concerns nobody else, or the mailbox whose row is locked.
    Handle beside() {
        return super.handle();
    }

    /// Writes and changes nothing; beside all others, since it is done often and for anybody.
    int touch() {
        return KnownKey.touch(super.handle());
    }

    /// The events of this transaction, which is still open.
    List<Event> appended() {
        return events.appended();
    }

    // What transactions side by side change in other mailboxes, or of nobody's in particular.

    @Override
    public List<Mailbox> mailboxesNamed(String displayName) {
        exclusion.require();
        return super.mailboxesNamed(displayName);
    }

    @Override
    public List<Mailbox> mailboxesWithExtension(String extension) {
        exclusion.require();
        return super.mailboxesWithExtension(extension);
    }

    @Override
    public List<Mailbox> mailboxesWithLocalPart(String localPart) {
        exclusion.require();
        return super.mailboxesWithLocalPart(localPart);
    }

    @Override
    public List<Mailbox> mailboxesBeginning(String text, int most) {
        exclusion.require();
        return super.mailboxesBeginning(text, most);
    }

    @Override
    public List<Mailbox> mailboxes() {
        exclusion.require();
        return super.mailboxes();
    }

    @Override
    public Page<Mailbox> mailboxes(MailboxQuery query) {
        exclusion.require();
        return super.mailboxes(query);
    }

    @Override
    public List<Mailbox> mailboxesWithWorkOwed() {
        exclusion.require();
        return super.mailboxesWithWorkOwed();
    }

    @Override
    public List<Mailbox> mailboxesToWarn(Instant since) {
        exclusion.require();
        return super.mailboxesToWarn(since);
    }

    @Override
    public List<String> pinHistory(UUID guid, int most) {
        exclusion.requireUnlessLocked(guid);
        return super.pinHistory(guid, most);
    }

    @Override
    public Optional<MailFailure> mailFailure(UUID guid) {
        exclusion.require();
        return super.mailFailure(guid);
    }

    @Override
    public Optional<MailDelay> mailDelay(UUID guid) {
        exclusion.require();
        return super.mailDelay(guid);
    }

    @Override
    public Optional<MailQueue.Delayed> delayedMail() {
        exclusion.require();
        return super.delayedMail();
    }

    @Override
    public int retryMail() {
        exclusion.require();
        return SqlDelays.retry(this);
    }

    @Override
    public boolean posted(UUID guid, Notice.Kind kind, Instant since) {
        exclusion.requireUnlessLocked(guid);
        return super.posted(guid, kind, since);
    }

    @Override
    public Optional<WebSession> webSession(String hash) {
        exclusion.require();
        return super.webSession(hash);
    }

    @Override
    public Optional<Delay> delay(String key) {
        exclusion.require();
        return super.delay(key);
    }

    @Override
    public Optional<ResetLink> resetLink(String hash) {
        exclusion.require();
        return super.resetLink(hash);
    }

    @Override
    public int resetLinks(UUID mailbox, Instant since) {
        exclusion.require();
        return super.resetLinks(mailbox, since);
    }

    @Override
    public void add(DialPlan dialPlan) {
        exclusion.require();
        dialPlans.add(dialPlan);
    }

    @Override
    public void save(DialPlan dialPlan) {
        exclusion.require();
        dialPlans.save(dialPlan);
    }

    @Override
    public void remove(DialPlan dialPlan) {
        exclusion.require();
        dialPlans.remove(dialPlan);
    }

    @Override
    public void add(MailboxPolicy policy) {
        exclusion.require();
        dialPlans.add(policy);
    }

    @Override
    public void save(MailboxPolicy policy) {
        exclusion.require();
        dialPlans.save(policy);
    }

    @Override
    public void remove(MailboxPolicy policy) {
        exclusion.require();
        dialPlans.remove(policy);
    }

    @Override
    public void add(Mailbox mailbox) {
        mailboxes.add(mailbox);
    }

    @Override
    public void save(Mailbox mailbox) {
        mailboxes.save(mailbox);
    }

    @Override
    public void heard(UUID guid, int failed) {
        mailboxes.heard(guid, failed);
    }

    @Override
    public void remove(Mailbox mailbox) {
        mailboxes.remove(mailbox);
    }

    @Override
    public void addToPinHistory(UUID guid, String sealed, Instant at, int keep) {
        mailboxes.addToPinHistory(guid, sealed, at, keep);
    }

    @Override
    public void replaceNewestInPinHistory(UUID guid, String sealed) {
        mailboxes.replaceNewestInPinHistory(guid, sealed);
    }

    @Override
    public void append(Event event) {
        events.append(event);
    }

    @Override
    public void post(Notice notice) {
        notice.mailbox().ifPresentOrElse(exclusion::requireUnlessLocked, exclusion::require);
        notices.post(notice);
    }

    @Override
    public void cancelPinNotices(UUID guid) {
        exclusion.requireUnlessLocked(guid);
        notices.cancel(guid);
    }

    @Override
    public void add(Account account) {
        exclusion.require();
        accounts.add(account);
    }

    @Override
    public void save(Account account) {
        exclusion.require();
        accounts.save(account);
    }

    @Override
    public void remove(Account account) {
        exclusion.require();
        accounts.remove(account);
    }

    @Override
    public void add(Token token) {
        exclusion.require();
        accounts.add(token);
    }

    @Override
    public void used(Token token) {
        exclusion.require();
        accounts.used(token);
    }

    @Override
    public void remove(Token token) {
        exclusion.require();
        accounts.remove(token);
    }

    @Override
    public void add(WebSession session) {
        exclusion.require();
        webSessions.add(session);
    }

    @Override
    public void seen(WebSession session) {
        exclusion.require();
        webSessions.seen(session);
    }

    @Override
    public void remove(WebSession session) {
        exclusion.require();
        webSessions.remove(session);
    }

    @Override
    public void removeWebSessions(UUID account, Optional<String> butHash) {
        exclusion.require();
        webSessions.removeOf(account, butHash);
    }

    @Override
    public void save(Delay delay) {
        exclusion.require();
        webSessions.save(delay);
    }

    @Override
    public void removeDelays(String prefix) {
        exclusion.require();
        webSessions.removeDelays(prefix);
    }

    @Override
    public Optional<Long> chargeHistoryCheck(
            UUID mailbox, String account, Instant since, int most) {
        exclusion.require();
        return resets.chargeHistoryCheck(mailbox, account, since, most);
    }

    @Override
    public void refundHistoryCheck(long number) {
        exclusion.require();
        resets.refundHistoryCheck(number);
    }

    @Override
    public void revise(String subject, String by) {
        exclusion.require();
        revisions.revise(subject, by);
    }

    @Override
    public void keepOnce(WebSession session, String sealed, Instant until) {
        exclusion.require();
        webSessions.keepOnce(session, sealed, until);
    }

    @Override
    public Optional<String> takeOnce(WebSession session) {
        exclusion.require();
        return webSessions.takeOnce(session);
    }

    @Override
    public void add(ResetLink link) {
        exclusion.require();
        resets.add(link);
    }

    @Override
    public void pretend(ResetLink link, Notice letter) {
        exclusion.require();
        resets.pretend(link, letter);
    }

    @Override
    public void pretendDelivery(UUID letter, boolean done) {
        resets.pretendDelivery(letter, done);
    }

    @Override
    public Optional<ResetLink> redeemResetLink(String hash) {
        exclusion.require();
        return resets.redeem(hash);
    }

    @Override
    public void add(CallSession session) {
        sessions.add(session);
    }

    @Override
    public Optional<CallSession> redeem(String tokenHash, String boundTo) {
        return sessions.redeem(tokenHash, boundTo);
    }
}
