package org.ovalogin.web.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.mailbox.Addresses;

/// Changes to a mailbox's addresses; an empty one leaves them as they are.
///
/// @param own cleared: the mailbox has no address
record AddressesPatch(
        Body.Given<String> own,
        Optional<Boolean> shared,
        Optional<List<String>> notifyAddresses,
        Optional<Boolean> pinToNotifyAddresses) {
    private static final String IDENTITY = "identity";
    private static final String EMAIL = "email";

    static final Set<String> MEMBERS =
            Set.of(
                    IDENTITY,
                    EMAIL,
                    "allowSharedAddress",
                    "notifyAddresses",
                    "pinToNotifyAddresses");

    static AddressesPatch read(Body body) {
        return new AddressesPatch(
                own(body),
                body.flag("allowSharedAddress"),
                body.clearableTexts("notifyAddresses"),
                body.flag("pinToNotifyAddresses"));
    }

    /// The same of a new mailbox: no address only where `email` is null.
    static AddressesPatch needed(Body body) {
        if (!body.has(EMAIL) && !body.has(IDENTITY)) body.neededText(IDENTITY);
        return read(body);
    }

    /// `identity` is the address's name in Exchange, `email` the one that may be null.
    private static Body.Given<String> own(Body body) {
        var identity = body.text(IDENTITY);
        var email = body.clearableText(EMAIL);
        if (identity.isPresent() && email.present() && !identity.equals(email.value()))
            body.refuse(
                    EMAIL,
                    email.value().orElse("null"),
                    "the same address as in identity, or only one of the two");
        return email.present()
                ? email
                : identity.map(i -> Body.Given.of(Optional.of(i))).orElse(email);
    }

    Addresses apply(Addresses now) {
        return new Addresses(
                own.or(now.own()),
                shared.orElse(now.shared()),
                notifyAddresses.orElse(now.notifyAddresses()),
                pinToNotifyAddresses.orElse(now.pinToNotifyAddresses()));
    }
}
