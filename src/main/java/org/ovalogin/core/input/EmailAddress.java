package org.ovalogin.core.input;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// E-mail addresses: typed, sent to and compared. An address of an international domain is kept and
/// shown as typed; mail servers and comparisons get its ASCII form.
public final class EmailAddress {
    /// The dot-atom form (RFC 5322, 3.2.3), so every accepted address can be written to a mail
    /// header. The mail server has the last word.
    private static final Pattern LOCAL_PART =
            Pattern.compile(
                    "(?=.{1,64}$)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

    /// In characters, as in the columns. It also bounds Punycode, whose cost grows faster than the
    /// length.
    private static final int LONGEST = 320;

    private EmailAddress() {}

    static boolean isTaken(String typed) {
        return sent(typed).isPresent();
    }

    /// The reason why an address is not accepted.
    static Finding finding(String field, String typed) {
        if (typed.length() > LONGEST) return new Finding(field, Fault.ADDRESS, typed, "");
        var at = typed.lastIndexOf('@');
        var local = typed.substring(0, Math.max(0, at));
        if (!DomainName.isAscii(local))
            return new Finding(field, Fault.ADDRESS_LOCAL_PART, typed, "");
        return LOCAL_PART.matcher(local).matches()
                ? DomainName.suggested(typed.substring(at + 1))
                        .map(domain -> local + "@" + domain)
                        .filter(suggested -> !suggested.equals(typed))
                        .map(s -> new Finding(field, Fault.ADDRESS_DOMAIN, typed, s))
                        .orElseGet(() -> new Finding(field, Fault.ADDRESS, typed, ""))
                : new Finding(field, Fault.ADDRESS, typed, "");
    }

    /// The address as mail servers understand it: its domain in ASCII, and in lower case unless it
    /// was typed in ASCII. Any other text is returned unchanged.
    public static String ascii(String address) {
        return DomainName.isAscii(address) ? address : sent(address).orElse(address);
    }

    /// The key that equal addresses share: case and the domain's script do not matter. For other
    /// names only case does not matter.
    public static String key(String name) {
        return lowerCase(ascii(name));
    }

    /// [#key] first, then the key that a server without international domains would make.
    public static List<String> keys(String name) {
        var key = key(name);
        var at = key.lastIndexOf('@');
        var keys = new LinkedHashSet<>(List.of(key));
        if (at >= 0) keys.add(key.substring(0, at + 1) + DomainName.unicode(key.substring(at + 1)));
        keys.add(lowerCase(name));
        return List.copyOf(keys);
    }

    public static boolean same(String one, String other) {
        return key(one).equals(key(other));
    }

    /// Keeps the Kelvin sign: its lower case is k, which would name another domain.
    private static String lowerCase(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return DomainName.isAscii(lower) && !DomainName.isAscii(name) ? name : lower;
    }

    private static Optional<String> sent(String typed) {
        var at = typed.lastIndexOf('@');
        if (at < 0 || typed.length() > LONGEST) return Optional.empty();
        if (!LOCAL_PART.matcher(typed.substring(0, at)).matches()) return Optional.empty();
        return DomainName.ascii(typed.substring(at + 1))
                .map(domain -> typed.substring(0, at + 1) + domain);
    }
}
