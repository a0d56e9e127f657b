package org.ovalogin.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.ovalogin.mailbox.Account;
import org.ovalogin.mailbox.Delay;
import org.ovalogin.mailbox.DialPlan;
import org.ovalogin.mailbox.Event;
import org.ovalogin.mailbox.Mailbox;
import org.ovalogin.mailbox.MailboxPolicy;
import org.ovalogin.mailbox.MailboxStore;
import org.ovalogin.mailbox.Notice;
import org.ovalogin.mailbox.ResetLink;
import org.ovalogin.mailbox.Session;
import org.ovalogin.mailbox.Token;
import org.ovalogin.mailbox.WebSession;

/// The changes, within one transaction; the SQL is in the parts. For one thread.
final class SqlWork extends SqlView implements MailboxStore.Work {
    private final SqlMailboxChanges mailboxes;
    private final SqlCallSessions sessions;

    SqlWork(Handle handle, Instant now) {
        this(handle, now, new SqlMailboxChanges(handle, now));
    }

    private SqlWork(Handle handle, Instant now, SqlMailboxChanges mailboxes) {
        super(handle, now, mailboxes);
        this.mailboxes = mailboxes;
        this.sessions = new SqlCallSessions(handle, now);
    }

    /// The events of this transaction, which is still open.
    List<Event> appended() {
        return events.appended();
    }

    @Override
    public void add(DialPlan dialPlan) {
        dialPlans.add(dialPlan);
    }

    @Override
    public void save(DialPlan dialPlan) {
        dialPlans.save(dialPlan);
    }

    @Override
    public void remove(DialPlan dialPlan) {
        dialPlans.remove(dialPlan);
    }

    @Override
    public void add(MailboxPolicy policy) {
        dialPlans.add(policy);
    }

    @Override
    public void save(MailboxPolicy policy) {
        dialPlans.save(policy);
    }

    @Override
    public void remove(MailboxPolicy policy) {
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
        notices.post(notice);
    }

    @Override
    public void cancelPinNotices(UUID guid) {
        notices.cancel(guid);
    }

    @Override
    public void forgetBefore(Instant moment) {
        events.forgetBefore(moment);
        notices.forgetBefore(moment);
        resets.forget();
        webSessions.forget();
    }

    @Override
    public void add(Account account) {
        accounts.add(account);
    }

    @Override
    public void save(Account account) {
        accounts.save(account);
    }

    @Override
    public void remove(Account account) {
        accounts.remove(account);
    }

    @Override
    public void add(Token token) {
        accounts.add(token);
    }

    @Override
    public void used(Token token) {
        accounts.used(token);
    }

    @Override
    public void remove(Token token) {
        accounts.remove(token);
    }

    @Override
    public void add(WebSession session) {
        webSessions.add(session);
    }

    @Override
    public void seen(WebSession session) {
        webSessions.seen(session);
    }

    @Override
    public void remove(WebSession session) {
        webSessions.remove(session);
    }

    @Override
    public void removeWebSessions(UUID account, Optional<String> butHash) {
        webSessions.removeOf(account, butHash);
    }

    @Override
    public void save(Delay delay) {
        webSessions.save(delay);
    }

    @Override
    public void removeDelays(String prefix) {
        webSessions.removeDelays(prefix);
    }

    @Override
    public Optional<Long> chargeHistoryCheck(
            UUID mailbox, String account, Instant since, int most) {
        return resets.chargeHistoryCheck(mailbox, account, since, most);
    }

    @Override
    public void refundHistoryCheck(long number) {
        resets.refundHistoryCheck(number);
    }

    @Override
    public void add(ResetLink link) {
        resets.add(link);
    }

    @Override
    public Optional<ResetLink> redeemResetLink(String hash) {
        return resets.redeem(hash);
    }

    @Override
    public void add(Session session) {
        sessions.add(session);
    }

    @Override
    public Optional<Session> redeem(String tokenHash, String boundTo) {
        return sessions.redeem(tokenHash, boundTo);
    }
}
