package org.ovalogin.core.mailbox;

import java.time.ZoneId;
import java.util.Optional;
import org.ovalogin.core.input.Language;

/// A notice with the data for its text.
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

    /// The addressee's name in the greeting.
    public String name() {
        return switch (notice.to()) {
            case Notice.Addressee.Owner _ -> mailbox().displayName();
            case Notice.Addressee.Administrator(var account, _) -> account;
        };
    }

    /// The zone of the letter's times.
    ///
    /// @param server used for administrators without a mailbox and for owners without a zone
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
