package org.ovalogin.call.dialog;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.mailbox.DialPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The language of a call until its mailbox is known: the request's, else the channel's, else the
/// dial plan's, else English. A language without prompts counts as none. Thread-safe.
final class CallLanguage {
    private static final Logger log = LoggerFactory.getLogger(CallLanguage.class);

    /// The language of a channel for which neither its endpoint nor `defaultlanguage` in
    /// asterisk.conf names one (main/options.c, `DEFAULT_LANGUAGE`). A channel meant to be English
    /// can't be told from it, unless it says `en_US` or `en_GB`.
    private static final String BARE_DEFAULT = "en";

    /// Bounds the log and the memory: requests come from the network.
    private static final int MOST_UNKNOWN = 100;

    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_-]{1,20}");

    private final Set<String> unknown = ConcurrentHashMap.newKeySet();

    /// Before the dial plan is known. Logs, once for each tag, a request's language without
    /// prompts.
    Language before(Call call) {
        var requested = CallParameters.language(call);
        if (!requested.isEmpty() && Language.of(requested).isEmpty()) withoutPrompts(requested);
        return given(call).orElse(Language.EN);
    }

    Language of(Call call, DialPlan dialPlan) {
        return given(call).or(() -> Language.of(dialPlan.defaultLanguage())).orElse(Language.EN);
    }

    private static Optional<Language> given(Call call) {
        return Language.of(CallParameters.language(call))
                .or(
                        () ->
                                Optional.of(call.channel().language())
                                        .filter(tag -> !tag.equals(BARE_DEFAULT))
                                        .flatMap(Language::of));
    }

    private void withoutPrompts(String tag) {
        var shown = TAG.matcher(tag).matches() ? tag : "not a language tag";
        if (unknown.size() < MOST_UNKNOWN && unknown.add(shown))
            log.warn(
                    "the dialplan asks for the language '{}', which has no prompts; allowed: {}",
                    shown,
                    Language.tags());
    }
}
