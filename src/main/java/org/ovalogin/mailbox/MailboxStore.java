package org.ovalogin.mailbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/// Where mailboxes live. Rules are not kept here: whatever must hold together is one [#write].
/// Thread-safe.
public interface MailboxStore {
    /// Runs `work` as one transaction that is durable when this returns. An exception from `work`
    /// rolls all of it back.
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

        Optional<DialPlan> dialPlan(String name);

        List<DialPlan> dialPlans();

        Optional<MailboxPolicy> policy(String dialPlan, String name);

        Optional<Mailbox> mailbox(MailboxKey key);

        Optional<Mailbox> mailbox(UUID guid);

        /// Without regard to case.
        Optional<Mailbox> mailboxWithAddress(String address);

        /// In the order of dial plan and primary extension.
        List<Mailbox> mailboxes();

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

        /// The latest notice that did not reach the owner: of those with a PIN while that PIN
        /// holds, of the others until a later one was delivered.
        Optional<MailFailure> mailFailure(UUID guid);
    }

    /// What can be done in a transaction. A mailbox read here stays unchanged by others until its
    /// end.
    interface Work extends View {
        void add(DialPlan dialPlan);

        void add(MailboxPolicy policy);

        void add(Mailbox mailbox);

        void save(Mailbox mailbox);

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

        /// Forgets events, and notices delivered or void, from before that moment.
        void forgetBefore(Instant moment);

        void add(Session session);

        /// Takes a session that is unused, not over, and bound to this call; it can't be taken
        /// twice.
        Optional<Session> redeem(String tokenHash, String boundTo);
    }
}
