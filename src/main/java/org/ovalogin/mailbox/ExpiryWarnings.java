package org.ovalogin.mailbox;

import java.time.Duration;

/// Tells owners within `PINExpiryWarning` that their PIN will have to be changed.
public final class ExpiryWarnings {
    private static final Duration AT_MOST_EVERY = Duration.ofDays(1);

    private final MailboxStore store;

    public ExpiryWarnings(MailboxStore store) {
        this.store = store;
    }

    /// Posts what is due; an owner who was told within a day is not told again, however often this
    /// is called.
    public void post() {
        store.change(
                work -> {
                    var now = work.now();
                    for (var mailbox : work.mailboxesToWarn(now.minus(AT_MOST_EVERY)))
                        work.post(Notice.plain(Notice.Kind.EXPIRING, mailbox, now, "", 0));
                });
    }
}
