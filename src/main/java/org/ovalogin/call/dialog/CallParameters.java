package org.ovalogin.call.dialog;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The parameters in the dialplan's request:
/// `login?dialplan=NAME[&trusted=yes][&session=TOKEN][&mailbox=DIGITS]`.
///
/// @param trusted the dialplan vouches for the caller's number
/// @param session the token of a returning caller; empty for a new one
/// @param mailbox the extension wanted, as if its digits had been keyed; empty: the caller is asked
record CallParameters(String dialPlan, boolean trusted, String session, String mailbox) {
    private static final List<String> NAMES = List.of("dialplan", "trusted", "session", "mailbox");

    /// An entry collects no more digits.
    private static final Pattern DIGITS = Pattern.compile("[0-9]{0,64}");

    /// Empty if any parameter is unknown, repeated, missing or misspelt. Such a request cannot be
    /// relied on, least of all its trust.
    static Optional<CallParameters> of(Call call) {
        if (!call.request().script().equals("login")) return Optional.empty();
        return read(call.request().query())
                .filter(values -> values.containsKey("dialplan"))
                .filter(
                        values ->
                                List.of("yes", "no", "")
                                        .contains(values.getOrDefault("trusted", "")))
                .filter(values -> DIGITS.matcher(values.getOrDefault("mailbox", "")).matches())
                .map(
                        values ->
                                new CallParameters(
                                        values.getOrDefault("dialplan", ""),
                                        values.getOrDefault("trusted", "").equals("yes"),
                                        values.getOrDefault("session", ""),
                                        values.getOrDefault("mailbox", "")));
    }

    private static Optional<Map<String, String>> read(String query) {
        var values = new HashMap<String, String>();
        for (var parameter : query.split("&", -1)) {
            var parts = parameter.split("=", 2);
            if (parts.length != 2 || !NAMES.contains(parts[0])) return Optional.empty();
            try {
                if (values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8))
                        != null) return Optional.empty();
            } catch (IllegalArgumentException _) {
                return Optional.empty(); // a stray %
            }
        }
        return Optional.of(values);
    }

    /// Omits the token, which opens a mailbox, and the digits.
    @Override
    public String toString() {
        return "CallParameters[dialPlan=%s, trusted=%s]".formatted(dialPlan, trusted);
    }
}
