package org.ovalogin.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.pin.PinPolicy.Draft;
import org.ovalogin.core.pin.PolicyParameters;
import org.ovalogin.core.pin.PolicyTemplate;

/// Mailbox policies and changes to them as JSON: a member for each parameter.
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

    /// Changes to a mailbox policy; a parameter without a change stays.
    record Patch(Optional<String> name, Consumer<Draft> changes) {
        static final Set<String> MEMBERS = ParameterJson.members(PolicyParameters.ALL, "name");

        static Patch read(Body body) {
            return new Patch(body.text("name"), ParameterJson.changes(body, PolicyParameters.ALL));
        }

        /// Refuses values that are not allowed.
        MailboxPolicy apply(MailboxPolicy now) {
            return now.named(name.orElse(now.name())).with(now.pin().with(changes));
        }
    }
}
