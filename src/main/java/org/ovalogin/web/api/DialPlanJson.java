package org.ovalogin.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.DialPlanParameters;

/// Dial plans as JSON: a member for each parameter.
final class DialPlanJson {
    /// The members of a change.
    static final Set<String> MEMBERS = ParameterJson.members(DialPlanParameters.ALL);

    private DialPlanJson() {}

    static ObjectNode of(DialPlan dialPlan) {
        var json = Json.object().put("name", dialPlan.name());
        ParameterJson.put(json, DialPlanParameters.ALL, dialPlan);
        return json;
    }

    /// The requested change, which refuses values that are not allowed when it is applied.
    static UnaryOperator<DialPlan> patch(Body body) {
        var changes = ParameterJson.changes(body, DialPlanParameters.ALL);
        return now -> now.with(changes);
    }
}
