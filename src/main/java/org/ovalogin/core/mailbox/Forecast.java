package org.ovalogin.core.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ovalogin.core.input.EmailAddress;

/// The effect that an operation would have.
///
/// @param sentence for people
/// @param object GUID or name of the object; empty if it does not exist yet
/// @param claims names that the object would need for itself alone. A second object in the same
///   list of requests can't have them, though the store does not know the first yet
public record Forecast(String sentence, String object, List<String> claims) {
    public Forecast {
        claims = List.copyOf(claims);
    }

    public static Forecast of(String sentence, Mailbox changed) {
        return new Forecast(
                sentence,
                changed.guid().toString(),
                claims(changed.dialPlan().name(), changed.owner(), changed.extensions()));
    }

    public static Forecast ofDialPlan(String sentence, String object, String name) {
        return new Forecast(sentence, object, List.of("dial plan " + key(name)));
    }

    public static List<String> ofPolicy(MailboxPolicy policy) {
        return List.of("policy " + key(policy.dialPlan() + "\\" + policy.name()));
    }

    /// Addresses and aliases share one kind of name; extensions belong to their dial plan. A shared
    /// address is nobody's alone.
    public static List<String> claims(
            String dialPlan, MailboxOwner owner, List<String> extensions) {
        var claims = new ArrayList<String>();
        owner.addresses()
                .own()
                .filter(_ -> !owner.addresses().shared())
                .ifPresent(own -> claims.add(EmailAddress.key(own)));
        owner.aliases().forEach(alias -> claims.add(EmailAddress.key(alias)));
        extensions.forEach(extension -> claims.add(dialPlan + "\\" + extension));
        return claims;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
