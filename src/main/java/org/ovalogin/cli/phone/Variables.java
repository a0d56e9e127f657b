package org.ovalogin.cli.phone;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The channel's variables, and the few dialplan functions that our servers read.
final class Variables {
    private static final String LANGUAGE = "CHANNEL(language)";
    private static final Pattern NEW_MESSAGES =
            Pattern.compile("VM_INFO\\([^,()]+,count(,\\w+)?\\)");
    private static final Pattern BOX_EXISTS = Pattern.compile("VM_INFO\\([^,()]+,exists\\)");

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^{}]*)}");

    private final Map<String, String> values = new HashMap<>();

    /// @param channel the channel's name
    Variables(String language, String channel) {
        values.put(LANGUAGE, language);
        values.put("CHANNEL", channel);
    }

    void set(String name, String value) {
        values.put(name, value);
    }

    /// Empty for a variable that was never set, or a function that this phone lacks.
    Optional<String> read(String name) {
        if (NEW_MESSAGES.matcher(name).matches()) return Optional.of("0");
        if (BOX_EXISTS.matcher(name).matches()) return Optional.of("1");
        return Optional.ofNullable(values.get(name));
    }

    /// Replaces each `${…}` by its value, or by nothing if it is unknown. Does not expand nested
    /// ones.
    String expand(String text) {
        return EXPRESSION
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(valueOf(found.group(1))));
    }

    String language() {
        return valueOf(LANGUAGE);
    }

    CallResult result() {
        return new CallResult(valueOf("OVA_RESULT"), valueOf("OVA_MAILBOX"), valueOf("OVA_NEXT"));
    }

    private String valueOf(String name) {
        return read(name).orElse("");
    }
}
