package org.ovalogin.core.mailbox;

import java.time.ZoneId;
import java.util.Optional;
import org.ovalogin.core.input.Language;

/// A notice with all that its text needs.
///
/// @param about the addressee's mailbox; empty: it is to an administrator who has none
public record Letter(Notice notice, Optional<Mailbox> about) {
    public Letter(Notice notice, Mailbox mailbox) {
        this(notice, Optional.of(mailbox));
    }

    /// The mailbox of a letter to its owner.
    public Mailbox mailbox() {
        return about.orElseThrow();
    }

    /// How its addressee is greeted.
    public String name() {
        return switch (notice.to()) {
            case Notice.Addressee.Owner _ -> mailbox().displayName();
            case Notice.Addressee.Administrator(var account, _) -> account;
        };
    }

    /// Of the times in it.
    ///
    /// @param server the zone of those to administrators without a mailbox, and of owners without a
    ///   zone
    public ZoneId zone(ZoneId server) {
        return about.flatMap(Mailbox::zone).orElse(server);
    }

    public Language language() {
        return switch (notice.to()) {
            case Notice.Addressee.Owner _ ->
                    mailbox()
                            .language()
                            .or(() -> Language.of(mailbox().dialPlan().defaultLanguage()))
                            .orElse(Language.EN);
            case Notice.Addressee.Administrator(_, var language) -> language;
        };
    }
}
