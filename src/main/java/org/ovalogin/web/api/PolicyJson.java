package org.ovalogin.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.pin.PolicyParameters;

/// Mailbox policies as JSON: a member for each parameter, null for Unlimited.
final class PolicyJson {
    private PolicyJson() {}

    static ObjectNode of(MailboxPolicy policy) {
        var json =
                Json.object()
                        .put("id", policy.guid().toString())
                        .put("name", policy.name())
                        .put("umDialPlan", policy.dialPlan());
        for (var parameter : PolicyParameters.ALL)
            json.putPOJO(parameter.member(), parameter.value(policy.pin()).orElse(null));
        return json;
    }
}
