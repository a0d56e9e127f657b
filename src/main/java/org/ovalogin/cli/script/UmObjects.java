package org.ovalogin.cli.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.language.Item;
import org.ovalogin.core.mailbox.DialPlanParameters;
import org.ovalogin.core.mailbox.FieldChange;
import org.ovalogin.core.parameter.UmNumber;
import org.ovalogin.core.parameter.UmParameter;
import org.ovalogin.core.pin.PolicyParameters;

/// The server's objects under the names that Exchange gave their properties.
public final class UmObjects {
    public static final String GENERATED_PIN = "GeneratedPIN";
    private static final String UNLIMITED = "Unlimited";

    private UmObjects() {}

    public static Item mailbox(JsonNode json) {
        var item = new Building(json);
        item.put("Identity", "identity").put("DisplayName", "displayName");
        item.put("Extensions", "extensions").put("UMDialPlan", "umDialPlan");
        item.put("UMMailboxPolicy", "umMailboxPolicy").put("Aliases", "aliases");
        item.put("PrimarySmtpAddress", "email").put("AllowSharedAddress", "allowSharedAddress");
        item.put("NotifyAddresses", "notifyAddresses");
        item.put("PINToNotifyAddresses", "pinToNotifyAddresses");
        item.put("Language", "language").put("TimeZone", "timeZone");
        item.put("SubscriberAccessEnabled", "subscriberAccessEnabled");
        item.put("PinlessAccessToVoiceMailEnabled", "pinlessAccessToVoiceMailEnabled");
        item.put("Guid", "id");
        pinOf(item, json.path("pin"));
        generated(item, json);
        return item.done(Item.Type.MAILBOX, json.path("id").asText(""));
    }

    /// @param id of the mailbox, where the answer does not have it
    public static Item pin(JsonNode json, String id) {
        var item = new Building(json).put("UserID", "userId");
        pinOf(item, json);
        generated(item, json);
        return item.done(Item.Type.PIN, id);
    }

    private static void pinOf(Building item, JsonNode pin) {
        for (var name :
                List.of(
                        "PinExpired",
                        "FirstTimeUser",
                        "LockedOut",
                        "OutsideLockedOut",
                        "TrustedLockedOut",
                        "LockReason",
                        "LockedSince",
                        "LockedUntil",
                        "FailedLogons",
                        "LastChanged",
                        "Expires",
                        "LastLogon",
                        "Lapsed"))
            item.put(name, pin.path(Character.toLowerCase(name.charAt(0)) + name.substring(1)));
        var failed = pin.path("mailFailed");
        if (failed.isObject())
            item.text(
                    "MailFailed",
                    failed.path("at").asText("") + " " + failed.path("why").asText(""));
        delayOf(item, pin);
    }

    /// The mail server's words, told apart from ours.
    private static void delayOf(Building item, JsonNode pin) {
        var delayed = pin.path("mailDelayed");
        if (delayed.isObject())
            item.text(
                    "MailDelayed",
                    "%s %s; next try %s"
                            .formatted(
                                    delayed.path("since").asText(""),
                                    delayed.path("why").asText(""),
                                    delayed.path("next").asText("")));
    }

    private static void generated(Building item, JsonNode json) {
        for (var holder : List.of(json, json.path("pin")))
            if (holder.path("generatedPin").isTextual())
                item.put(GENERATED_PIN, holder.path("generatedPin"));
    }

    public static Item policy(JsonNode json) {
        var item = new Building(json).put("Name", "name").put("UMDialPlan", "umDialPlan");
        item.put(PolicyParameters.ALL);
        item.put("Guid", "id");
        return item.done(Item.Type.POLICY, json.path("id").asText(""));
    }

    public static Item dialPlan(JsonNode json) {
        var item = new Building(json).put("Name", "name");
        item.put(DialPlanParameters.ALL);
        return item.done(Item.Type.DIAL_PLAN, json.path("name").asText(""));
    }

    public static Item event(JsonNode json) {
        var item = new Building(json).put("At", "at").put("Name", "name").put("Result", "result");
        item.put("UMDialPlan", "dialPlan").put("Mailbox", "mailbox").put("Subject", "subject");
        item.put("By", "by").put("From", "from").put("Count", "count").put("Id", "id");
        var changes = new ArrayList<String>();
        for (var change : json.path("changes"))
            changes.add(
                    new FieldChange(
                                    change.path("field").asText(""),
                                    change.path("before").asText(""),
                                    change.path("after").asText(""))
                            .inWords());
        item.text("Changes", String.join("; ", changes));
        // the id of its mailbox, so that the next cmdlet can act on it
        return item.done(Item.Type.EVENT, json.path("mailbox").asText(""));
    }

    public static Item effect(JsonNode json) {
        var item = new Building(json).put("Mailboxes", "mailboxes");
        item.put("MustChange", "mustChange").put("MustChangeForLength", "mustChangeForLength");
        item.put("MustChangeForLifetime", "mustChangeForLifetime");
        item.put("LengthUnknown", "lengthUnknown").put("LockedOut", "lockedOut");
        return item.done(Item.Type.OTHER, "");
    }

    private static final class Building {
        private final JsonNode json;
        private final Map<String, @Nullable Object> properties = new LinkedHashMap<>();

        Building(JsonNode json) {
            this.json = json;
        }

        Building put(String name, String member) {
            return put(name, json.path(member));
        }

        Building put(String name, JsonNode node) {
            properties.put(name, value(node));
            return this;
        }

        void text(String name, String value) {
            properties.put(name, value);
        }

        <O, D> void put(List<UmParameter<O, D>> all) {
            for (var parameter : all)
                if (parameter instanceof UmNumber<O, D> number && number.range().mayBeUnlimited())
                    limit(parameter.name(), parameter.member());
                else put(parameter.name(), parameter.member());
        }

        private void limit(String name, String member) {
            var value = value(json.path(member));
            properties.put(name, value == null ? UNLIMITED : value);
        }

        Item done(Item.Type type, String id) {
            return new Item(type, id, properties);
        }

        private static @Nullable Object value(JsonNode node) {
            return switch (node.getNodeType()) {
                case BOOLEAN -> node.booleanValue();
                case NUMBER -> node.longValue();
                case ARRAY ->
                        StreamSupport.stream(node.spliterator(), false)
                                .map(JsonNode::asText)
                                .toList();
                case STRING -> time(node.textValue());
                default -> null;
            };
        }

        /// The contract's times are ISO 8601 in UTC; no other text of an object looks like one.
        private static Object time(String text) {
            if (!text.endsWith("Z") || text.length() < 20) return text;
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException _) {
                return text;
            }
        }
    }
}
