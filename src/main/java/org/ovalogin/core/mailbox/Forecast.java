package org.ovalogin.core.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ovalogin.core.input.EmailAddress;

/// What an operation would do, asked beforehand.
///
/// @param sentence for people
/// @param object GUID or name of what it would be done to; empty where that is yet to be made
/// @param claims what the object would have for itself alone: a second one in the same list of
///   wishes can't have it too, though the store does not know of the first yet
public record Forecast(String sentence, String object, List<String> claims) {
    public Forecast {
        claims = List.copyOf(claims);
    }

    public static Forecast of(String sentence, Mailbox changed) {
        return new Forecast(
                sentence,
                changed.guid().toString(),
                claims(
                        changed.dialPlan().name(),
                        changed.address(),
                        changed.aliases(),
                        changed.extensions()));
    }

    public static Forecast ofDialPlan(String sentence, String object, String name) {
        return new Forecast(sentence, object, List.of("dial plan " + key(name)));
    }

    public static List<String> ofPolicy(MailboxPolicy policy) {
        return List.of("policy " + key(policy.dialPlan() + "\\" + policy.name()));
    }

    /// Addresses and aliases are one kind of names; extensions are their dial plan's.
    public static List<String> claims(
            String dialPlan, String address, List<String> aliases, List<String> extensions) {
        var claims = new ArrayList<String>();
        claims.add(EmailAddress.key(address));
        aliases.forEach(alias -> claims.add(EmailAddress.key(alias)));
        extensions.forEach(extension -> claims.add(dialPlan + "\\" + extension));
        return claims;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
