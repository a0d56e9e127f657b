package org.ovalogin.cli.phone;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/// Asterisk's description of a call before the first command (`setup_env` and `launch_netscript` in
/// res_agi.c of Asterisk 22).
///
/// @param server host and port, as in the dialplan's URL
/// @param caller the caller's number; empty: none
/// @param channel the channel's name
/// @param language the channel's
record Announcement(
        String server,
        String dialplan,
        boolean trusted,
        String caller,
        String channel,
        String language) {
    private static final String UNKNOWN = "unknown";

    /// The voice-mail number in the shipped dialplan.
    private static final String VOICEMAIL = "5000";

    /// The lines, including the empty one at the end.
    String text() {
        var script =
                "login?dialplan="
                        + URLEncoder.encode(dialplan, StandardCharsets.UTF_8).replace("+", "%20")
                        + (trusted ? "&trusted=yes" : "");
        var random = ThreadLocalRandom.current();
        var number = caller.isEmpty() ? UNKNOWN : caller;
        return """
        agi_network: yes
        agi_network_script: %s
        agi_request: agi://%s/%s
        agi_channel: %s
        agi_language: %s
        agi_type: PJSIP
        agi_uniqueid: %d.%d
        agi_version: 22.10.0
        agi_callerid: %s
        agi_calleridname: %s
        agi_callingpres: %d
        agi_callingani2: 0
        agi_callington: 0
        agi_callingtns: 0
        agi_dnid: %s
        agi_rdnis: unknown
        agi_context: ova
        agi_extension: %s
        agi_priority: 1
        agi_enhanced: 0.0
        agi_accountcode: %s
        agi_threadid: %d

        """
                .formatted(
                        script,
                        server,
                        script,
                        channel,
                        language,
                        startOfProcess().getEpochSecond(),
                        random.nextInt(1, Integer.MAX_VALUE),
                        number,
                        UNKNOWN,
                        presentation(),
                        VOICEMAIL,
                        VOICEMAIL,
                        "",
                        random.nextLong(1, Long.MAX_VALUE));
    }

    /// `AST_PRES_ALLOWED`, or `AST_PRES_NUMBER_NOT_AVAILABLE` without a number.
    private int presentation() {
        return caller.isEmpty() ? 67 : 0;
    }

    private static Instant startOfProcess() {
        return ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);
    }
}
