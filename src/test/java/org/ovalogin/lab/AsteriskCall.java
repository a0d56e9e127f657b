package org.ovalogin.lab;

import java.time.Duration;
import java.util.List;

/// A finished call as Asterisk saw it.
///
/// @param channel the channel that asked the server, such as `PJSIP/51234-00000003`
/// @param result OVA_RESULT at the call's end; `next`, `mailbox`, `operator` likewise
/// @param session whether a token was left at the call's end
/// @param sounds every sound that began on the line, in order
/// @param voicemail the arguments of each VoiceMailMain that ran, such as `51234@default,s`
/// @param requests number of requests to the server
/// @param duration from the answer to the end
public record AsteriskCall(
        String channel,
        String result,
        String next,
        String mailbox,
        String operator,
        boolean session,
        List<Sound> sounds,
        List<String> voicemail,
        int requests,
        Duration duration) {

    /// A sound that began on the line.
    ///
    /// @param name without ending, such as `ova/enter-pin`
    /// @param language the channel's when it began
    public record Sound(String name, String language) {}

    private static final String OURS = "ova/";

    public AsteriskCall {
        sounds = List.copyOf(sounds);
        voicemail = List.copyOf(voicemail);
    }

    /// The prompts of ova-login that began, without folder: `enter-pin`.
    public List<String> prompts() {
        return sounds.stream()
                .map(Sound::name)
                .filter(name -> name.startsWith(OURS))
                .map(name -> name.substring(OURS.length()))
                .toList();
    }

    /// The same in one line: `welcome enter-extension enter-pin`.
    public String heard() {
        return String.join(" ", prompts());
    }
}
