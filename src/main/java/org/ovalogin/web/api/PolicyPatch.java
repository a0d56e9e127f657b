package org.ovalogin.web.api;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.ovalogin.core.input.OutOfRange;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.pin.PinPolicy.Draft;
import org.ovalogin.core.pin.PolicyParameters;

/// Changes to a mailbox policy; a parameter without a change stays.
record PolicyPatch(Optional<String> name, Consumer<Draft> changes) {
    static final Set<String> MEMBERS = ParameterJson.members(PolicyParameters.ALL, "name");

    static PolicyPatch read(Body body) {
        return new PolicyPatch(
                body.text("name"), ParameterJson.changes(body, PolicyParameters.ALL));
    }

    /// @throws OutOfRange for a value that is not allowed
    MailboxPolicy apply(MailboxPolicy now) {
        return now.named(name.orElse(now.name())).with(now.pin().with(changes));
    }
}
