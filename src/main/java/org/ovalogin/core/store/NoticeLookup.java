package org.ovalogin.core.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.mailbox.MailDelay;
import org.ovalogin.core.mailbox.MailFailure;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.PinLetter;

/// Tells what became of letters. For one thread, within one transaction.
public interface NoticeLookup {
    /// The latest notice that did not reach the owner: one with a PIN while that PIN holds, any
    /// other until a later one was delivered.
    Optional<MailFailure> failure(UUID mailbox);

    /// Recipients of letters with this version of the PIN that a mail server has accepted.
    List<String> sentPins(UUID mailbox, long pinVersion);

    /// The letters with this version of the PIN, with their fates; without those that a reset has
    /// replaced.
    List<PinLetter> pinLetters(UUID mailbox, long pinVersion);

    /// The letter to the mailbox's owner that waits after a failed try; the one tried last.
    Optional<MailDelay> delay(UUID mailbox);

    /// All letters that wait after a failed try; empty: none does.
    Optional<MailQueue.Delayed> delayed();

    /// The letter of an import that has been due longest; empty: none is due.
    Optional<Notice> welcomeDue();

    /// Letters with reset links to this address since then, delivered or not.
    int links(String recipient, Instant since);

    /// Whether a notice of this kind was posted to the mailbox's owner since then.
    boolean posted(UUID mailbox, Notice.Kind kind, Instant since);
}
