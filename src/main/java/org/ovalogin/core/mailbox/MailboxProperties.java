package org.ovalogin.core.mailbox;

import java.util.List;
import java.util.Optional;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.TimeZone;

/// The properties that a mailbox and its [MailboxDetails] share.
public interface MailboxProperties {
    MailboxOwner owner();

    PhoneAccess access();

    /// The first is the primary one.
    List<String> extensions();

    default Addresses addresses() {
        return owner().addresses();
    }

    /// The primary e-mail address; empty: none.
    default Optional<String> address() {
        return addresses().own();
    }

    default List<String> aliases() {
        return owner().aliases();
    }

    default String displayName() {
        return owner().displayName();
    }

    default Optional<Language> language() {
        return owner().language();
    }

    default Optional<TimeZone> timeZone() {
        return owner().timeZone();
    }

    default boolean subscriberAccess() {
        return access().subscriberAccess();
    }

    default boolean pinless() {
        return access().pinless();
    }
}
