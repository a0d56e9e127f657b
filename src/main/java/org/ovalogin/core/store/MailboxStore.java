package org.ovalogin.core.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
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

/// Where mailboxes live. Rules are not kept here: whatever must hold together is one [#write].
/// Thread-safe.
public interface MailboxStore {
    /// Runs `work` as one transaction that is durable when this returns. An exception from `work`
    /// rolls all of it back. What others did at the same time may make it run again from its
    /// beginning, so it changes nothing but the store, and lets the store's own exceptions out.
    ///
    /// @throws StoreException when the store can't be had, or it is not known whether the commit
    ///   was made
    <T> T write(Function<Work, T> work);

    /// Runs `look` on one consistent state.
    ///
    /// @throws StoreException when the store can't be had
    <T> T read(Function<View, T> look);

    default void change(Consumer<Work> work) {
        write(
                w -> {
                    work.accept(w);
                    return true;
                });
    }

    /// What can be seen.
    interface View {
        /// The store's own clock, so that servers sharing it agree.
        Instant now();

        /// How often administrators have changed it.
        Revision revision(String subject);

        /// Without regard to case; of several that differ in nothing else, the one with this very
        /// name.
        Optional<DialPlan> dialPlan(String name);

        List<DialPlan> dialPlans();

        Optional<MailboxPolicy> policy(String dialPlan, String name);

        Optional<MailboxPolicy> policy(UUID guid);

        /// In the order of dial plan and name.
        List<MailboxPolicy> policies();

        Optional<Mailbox> mailbox(MailboxKey key);

        Optional<Mailbox> mailbox(UUID guid);

        /// Without regard to case.
        Optional<Mailbox> mailboxWithAddress(String address);

        /// Without regard to case.
        Optional<Mailbox> mailboxWithAlias(String alias);

        /// With this display name, without regard to case; two at most.
        List<Mailbox> mailboxesNamed(String displayName);

        /// With this extension in whatever dial plan; two at most.
        List<Mailbox> mailboxesWithExtension(String extension);

        /// Whose address has this before its `@`, without regard to case; two at most.
        List<Mailbox> mailboxesWithLocalPart(String localPart);

        /// Whose address, display name or one of whose extensions begins so, without regard to
        /// case.
        List<Mailbox> mailboxesBeginning(String text, int most);

        /// In the order of dial plan and primary extension.
        List<Mailbox> mailboxes();

        /// In the order of dial plan and primary extension. The states mean what [Mailbox] means by
        /// them at this moment.
        Page<Mailbox> mailboxes(MailboxQuery query);

        /// Mailboxes with work that an earlier wrong entry left to be done: an automatic reset, or
        /// telling of a lock.
        List<Mailbox> mailboxesWithWorkOwed();

        /// Mailboxes whose PIN opens now and has reached its policy's `PINExpiryWarning`, and whose
        /// owner has not been told of it since that moment.
        List<Mailbox> mailboxesToWarn(Instant since);

        /// Former PINs' hashes, encrypted, newest first; the present one is the first once it has
        /// signed in.
        List<String> pinHistory(UUID guid, int most);

        /// The newest events of a mailbox, newest first.
        List<Event> events(UUID guid, int most);

        /// Events with their numbers, in the order asked for.
        List<EventEntry> events(EventQuery query);

        /// The number of an event up to which none is still to come. Where several servers write,
        /// one with a lower number may become visible after one with a higher.
        long settledEvents();

        /// Sign-ins by result, locks and automatic resets by the hour, oldest first.
        List<HourlyCount> hourly(Instant since);

        /// In the order of names.
        List<Account> accounts();

        /// Without regard to case.
        Optional<Account> account(String name);

        Optional<Account> account(UUID guid);

        /// In the order of accounts and creation, those that have expired included.
        List<Token> tokens();

        Optional<Token> token(String hash);

        Optional<WebSession> webSession(String hash);

        Optional<Delay> delay(String key);

        /// A link that is not over and whose PIN still holds.
        Optional<ResetLink> resetLink(String hash);

        /// Links sent for the mailbox since then.
        int resetLinks(UUID mailbox, Instant since);

        /// The latest notice that did not reach the owner: of those with a PIN while that PIN
        /// holds, of the others until a later one was delivered.
        Optional<MailFailure> mailFailure(UUID guid);

        /// The letter to the mailbox's owner that waits after a failed try; the one tried last.
        Optional<MailDelay> mailDelay(UUID guid);

        /// All letters that do; empty: none does.
        Optional<MailQueue.Delayed> delayedMail();

        /// Whether a notice of this kind was posted to the mailbox's owner since then.
        boolean posted(UUID guid, Notice.Kind kind, Instant since);
    }

    /// What can be done in a transaction. A mailbox read here stays unchanged by others until its
    /// end.
    interface Work extends View {
        /// Has letters that wait after a failed try tried again at once, and says how many.
        int retryMail();

        /// An administrator changes it in this transaction.
        void revise(String subject, String by);

        void add(DialPlan dialPlan);

        void add(MailboxPolicy policy);

        void add(Mailbox mailbox);

        /// All of it but GUID and dial plan.
        void save(Mailbox mailbox);

        /// Its owner is in now, and has heard of so many failed attempts.
        void heard(UUID guid, int failed);

        /// With everything that belongs to it but its events. Files of e-mails that it leaves
        /// behind come into [Outbox#filesToDelete()].
        void remove(Mailbox mailbox);

        void save(DialPlan dialPlan);

        /// Its policies go with it; it has no mailboxes.
        void remove(DialPlan dialPlan);

        /// Former PINs beyond its `PINHistoryCount` are forgotten in all its mailboxes.
        void save(MailboxPolicy policy);

        /// It has no mailboxes.
        void remove(MailboxPolicy policy);

        void addToPinHistory(UUID guid, String sealed, Instant at, int keep);

        /// The history's newest entry, hashed anew.
        void replaceNewestInPinHistory(UUID guid, String sealed);

        /// Refusals without a comparison that differ in nothing but the moment within a minute are
        /// counted in one row.
        void append(Event event);

        /// Puts a notice into the outbox. One with a PIN makes those with older PINs for the same
        /// mailbox void.
        void post(Notice notice);

        /// Makes every unsent notice with a PIN, or of its expiry, for this mailbox void.
        void cancelPinNotices(UUID guid);

        void add(Account account);

        void save(Account account);

        /// With its tokens and sessions.
        void remove(Account account);

        void add(Token token);

        void used(Token token);

        void remove(Token token);

        void add(WebSession session);

        void seen(WebSession session);

        void remove(WebSession session);

        /// Keeps what its browser is to be shown once, in place of what it was to be shown before.
        void keepOnce(WebSession session, String sealed, Instant until);

        /// Takes it; it can't be taken twice, or once its time is over.
        Optional<String> takeOnce(WebSession session);

        /// Those of the account, but the one with that hash.
        void removeWebSessions(UUID account, Optional<String> butHash);

        void save(Delay delay);

        /// Those whose keys begin so.
        void removeDelays(String prefix);

        /// Counts a comparison with a mailbox's former PINs that an account asks for; false when
        /// the mailbox or the account has had `most` since then. Returns a number to take it back
        /// by.
        Optional<Long> chargeHistoryCheck(UUID mailbox, String account, Instant since, int most);

        void refundHistoryCheck(long number);

        void add(ResetLink link);

        /// Writes as much as a link and its letter are, by statements of the same kinds: nobody can
        /// tell from the time of other writes whether there was somebody to send it to.
        void pretend(ResetLink link, Notice letter);

        /// Writes what the claim of such a letter, or its delivery, would.
        void pretendDelivery(UUID letter, boolean done);

        /// Takes a link that is not over and whose PIN still holds, and makes all others of its
        /// mailbox void; it can't be taken twice.
        Optional<ResetLink> redeemResetLink(String hash);

        void add(CallSession session);

        /// Takes a session that is unused, not over, and bound to this call; it can't be taken
        /// twice.
        Optional<CallSession> redeem(String tokenHash, String boundTo);
    }
}
