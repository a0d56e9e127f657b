package org.ovalogin.core.signin;

import java.time.Duration;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.store.MailboxStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells owners within `PINExpiryWarning` that their PIN will have to be changed.
public final class ExpiryWarnings {
    private static final Logger log = LoggerFactory.getLogger(ExpiryWarnings.class);
    private static final Duration AT_MOST_EVERY = Duration.ofDays(1);

    private final MailboxStore store;

    public ExpiryWarnings(MailboxStore store) {
        this.store = store;
    }

    /// Posts the warnings that are due. An owner is told once a day at most, however often this is
    /// called.
    public void post() {
        // Each by itself: all at once would keep the callers waiting.
        store.read(view -> view.mailboxesToWarn(view.now().minus(AT_MOST_EVERY)))
                .forEach(this::warnOrTell);
    }

    /// An owner who can't be told stops no other warning.
    private void warnOrTell(Mailbox due) {
        try {
            warn(due);
        } catch (RuntimeException e) {
            log.warn(
                    "the owner of mailbox {} could not be told of a PIN that expires; in an hour again",
                    due.guid(),
                    e);
        }
    }

    private void warn(Mailbox due) {
        store.change(
                work ->
                        work.mailbox(due.guid())
                                .filter(m -> m.pin().version() == due.pin().version())
                                .filter(m -> !warned(work, m))
                                .ifPresent(
                                        m ->
                                                work.post(
                                                        Notice.plain(
                                                                Notice.Kind.EXPIRING,
                                                                m,
                                                                work.now(),
                                                                "",
                                                                0))));
    }

    /// True where another server has told the owner meanwhile.
    private static boolean warned(MailboxStore.Work work, Mailbox mailbox) {
        return work.posted(mailbox.guid(), Notice.Kind.EXPIRING, work.now().minus(AT_MOST_EVERY));
    }
}
