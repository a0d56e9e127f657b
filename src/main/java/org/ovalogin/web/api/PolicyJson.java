package org.ovalogin.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.pin.PolicyFlag;
import org.ovalogin.core.pin.PolicyNumber;
import org.ovalogin.core.pin.PolicyParameter;
import org.ovalogin.core.pin.PolicyParameters;
import org.ovalogin.core.pin.PolicyTemplate;
import org.ovalogin.core.pin.PolicyWording;
import org.ovalogin.core.pin.Range;
import org.ovalogin.core.pin.Unit;

/// Mailbox policies as JSON: a member for each parameter, null for Unlimited; and the schemas of
/// these members in the OpenAPI document.
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

    /// Adds the parameters and templates to the schemas of a policy and of its requests.
    static void addSchemas(ObjectNode document) {
        var schemas = (ObjectNode) document.at("/components/schemas");
        var policy = (ObjectNode) schemas.path("Policy");
        var words = ((ObjectNode) schemas.at("/NewPolicy/properties/template")).putArray("enum");
        for (var template : PolicyTemplate.values()) words.add(word(template));
        for (var parameter : PolicyParameters.ALL) {
            policy.withArrayProperty("required").add(parameter.member());
            member(policy, parameter, false);
            member((ObjectNode) schemas.path("NewPolicy"), parameter, true);
            member((ObjectNode) schemas.path("PolicyPatch"), parameter, true);
        }
    }

    /// In JSON a template's title is in lower case.
    static String word(PolicyTemplate template) {
        return template.title().toLowerCase(Locale.ROOT);
    }

    private static void member(ObjectNode schema, PolicyParameter parameter, boolean request) {
        var member = schema.withObjectProperty("properties").putObject(parameter.member());
        var about = parameter.about().help();
        switch (parameter) {
            case PolicyNumber number -> number(member, number.range(), about);
            case PolicyFlag _ -> member.put("type", "boolean").put("description", about);
            case PolicyWording wording -> {
                type(member, "string", request);
                member.put("maxLength", wording.longest());
                member.put(
                        "description", about + " Simple HTML." + (request ? " null: none." : ""));
            }
        }
    }

    private static void number(ObjectNode member, Range range, String about) {
        type(member, "integer", range.mayBeUnlimited());
        member.put("minimum", range.lowestTaken()).put("maximum", range.highest());
        member.put("description", about + " " + unit(range.unit()) + "." + unlimited(range));
    }

    private static void type(ObjectNode member, String type, boolean nullable) {
        if (nullable) member.putArray("type").add(type).add("null");
        else member.put("type", type);
    }

    private static String unit(Unit unit) {
        var word = unit.word();
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static String unlimited(Range range) {
        return switch (range.unlimited()) {
            case NO -> "";
            case YES -> " null: Unlimited.";
            case ALSO_ZERO -> " null: Unlimited. 0 in a request also means Unlimited.";
        };
    }
}
