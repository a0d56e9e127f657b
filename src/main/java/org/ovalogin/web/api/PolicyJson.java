package org.ovalogin.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.pin.PolicyParameters;
import org.ovalogin.core.pin.PolicyTemplate;

/// Mailbox policies as JSON: a member for each parameter.
final class PolicyJson {
    private PolicyJson() {}

    static ObjectNode of(MailboxPolicy policy) {
        var json =
                Json.object()
                        .put("id", policy.guid().toString())
                        .put("name", policy.name())
                        .put("umDialPlan", policy.dialPlan());
        ParameterJson.put(json, PolicyParameters.ALL, policy.pin());
        return json;
    }

    /// Adds the parameters and templates to the schemas of a policy and of its requests.
    static void addSchemas(ObjectNode schemas) {
        var words = ((ObjectNode) schemas.at("/NewPolicy/properties/template")).putArray("enum");
        for (var template : PolicyTemplate.values()) words.add(word(template));
        ParameterSchemas.add(schemas, "Policy", PolicyParameters.ALL);
    }

    /// In JSON a template's title is in lower case.
    static String word(PolicyTemplate template) {
        return template.title().toLowerCase(Locale.ROOT);
    }
}
