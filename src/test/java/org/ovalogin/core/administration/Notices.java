package org.ovalogin.core.administration;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.mailbox.Notice;

public final class Notices {
    private Notices() {}

    /// To Ada, an administrator without a mailbox.
    ///
    /// @param about the budget that is used up
    public static Notice toAda(Language language, Instant at, String about) {
        return new Notice(
                UUID.randomUUID(),
                new Notice.Addressee.Administrator("ada", language),
                "ada@elsewhere.com",
                new Notice.Report(Notice.Kind.BUDGET_ALARM, about, 0),
                new Notice.Secret(Optional.empty(), 0),
                at);
    }
}
