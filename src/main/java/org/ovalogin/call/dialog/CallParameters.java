package org.ovalogin.call.dialog;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The parameters in the dialplan's request:
/// `login?dialplan=NAME[&trusted=yes][&session=TOKEN][&mailbox=DIGITS][&operator=no]`
/// `[&recording=stop][&language=TAG]`.
///
/// @param trusted the dialplan vouches for the caller's number
/// @param session the token of a returning caller; empty for a new one
/// @param mailbox the extension wanted, as if its digits had been keyed; empty: the caller is asked
/// @param operator the dialplan can dial an operator
/// @param recorded Asterisk records the call, and must stop before the first word
record CallParameters(
        String dialPlan,
        boolean trusted,
        String session,
        String mailbox,
        boolean operator,
        boolean recorded) {
    private static final String LANGUAGE = "language=";

    private static final Map<String, Pattern> FORMS =
            Map.of(
                    "dialplan", Pattern.compile(".*", Pattern.DOTALL),
                    "trusted", Pattern.compile("(yes|no)?"),
                    "session", Pattern.compile(".*", Pattern.DOTALL),
                    // an entry collects no more digits
                    "mailbox", Pattern.compile("[0-9]{0,64}"),
                    "operator", Pattern.compile("(yes|no)?"),
                    "recording", Pattern.compile("(stop)?"),
                    // a tag without prompts is no reason to refuse a caller
                    "language", Pattern.compile(".*", Pattern.DOTALL));

    /// Empty if any parameter is unknown, repeated, missing or misspelt. Such a request cannot be
    /// relied on, least of all its trust.
    static Optional<CallParameters> of(Call call) {
        if (!call.request().script().equals("login")) return Optional.empty();
        return read(call.request().query())
                .filter(values -> values.containsKey("dialplan"))
                .map(
                        values ->
                                new CallParameters(
                                        values.getOrDefault("dialplan", ""),
                                        values.getOrDefault("trusted", "").equals("yes"),
                                        values.getOrDefault("session", ""),
                                        values.getOrDefault("mailbox", ""),
                                        !values.getOrDefault("operator", "").equals("no"),
                                        values.getOrDefault("recording", "").equals("stop")));
    }

    /// The language tag in the request, as received; empty: none. Counts even if nothing else can
    /// be relied on: a caller who is turned away hears it in this language.
    static String language(Call call) {
        return Arrays.stream(call.request().query().split("&", -1))
                .filter(parameter -> parameter.startsWith(LANGUAGE))
                .map(parameter -> parameter.substring(LANGUAGE.length()))
                .findFirst()
                .orElse("");
    }

    private static Optional<Map<String, String>> read(String query) {
        var values = new HashMap<String, String>();
        for (var parameter : query.split("&", -1)) {
            var parts = parameter.split("=", 2);
            var form = FORMS.get(parts[0]);
            if (parts.length != 2 || form == null) return Optional.empty();
            try {
                var value = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
                if (!form.matcher(value).matches() || values.put(parts[0], value) != null)
                    return Optional.empty();
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
