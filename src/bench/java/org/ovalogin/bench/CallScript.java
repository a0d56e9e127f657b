package org.ovalogin.bench;

import org.ovalogin.Population;

/// One call as Asterisk plays it: answers each command after a caller's usual delay. For one
/// connection's thread.
final class CallScript {
    /// The purpose of a call.
    enum Errand {
        /// Signs in and goes to voice mail.
        SIGN_IN,
        /// Only presses keys: enters an extension and goes back at the PIN, again and again.
        PRESS_KEYS,
        /// Stays on the line at the first question.
        HOLD
    }

    /// @param afterMillis the caller's delay; negative: for ever
    record Reply(String line, long afterMillis) {}

    private static final long MILLIS = 100;

    /// Gives a call about as many commands as a sign-in.
    private static final int ROUNDS = 2;

    private static final String STREAM_FILE = "STREAM FILE ";
    private static final String WAIT_FOR_DIGIT = "WAIT FOR DIGIT ";
    private static final String SUCCESS = "OVA_RESULT\" \"SUCCESS\"";
    private static final String UNAVAILABLE = "OVA_RESULT\" \"UNAVAILABLE\"";

    private final Errand errand;
    private final String extension;
    private final long delayMillis;
    private String prompt = "";
    private int rounds;
    private boolean done;
    private boolean refused;

    /// @param hasty answers each prompt and question at once
    CallScript(Errand errand, String extension, boolean hasty) {
        this.errand = errand;
        this.extension = extension;
        this.delayMillis = hasty ? 0 : MILLIS;
    }

    /// The lines before the first command.
    String environment(int number) {
        return """
        agi_network: yes
        agi_network_script: login?dialplan=default
        agi_request: agi://127.0.0.1/login?dialplan=default
        agi_channel: PJSIP/trunk%1$d-%2$08x
        agi_language: en
        agi_type: PJSIP
        agi_uniqueid: 1700000000.%2$d
        agi_version: 22.10.0
        agi_callerid: 41555%1$05d
        agi_calleridname: Somebody
        agi_callingpres: 0
        agi_callingani2: 0
        agi_callington: 0
        agi_callingtns: 0
        agi_dnid: 5000
        agi_rdnis: unknown
        agi_context: ova
        agi_extension: 5000
        agi_priority: 3
        agi_enhanced: 0.0
        agi_accountcode:\s
        agi_threadid: 140000000000000

        """
                .formatted(number % 100_000, number);
    }

    Reply reply(String command) {
        if (command.startsWith(STREAM_FILE)) {
            prompt = command;
            return new Reply("200 result=0 endpos=8000", delayMillis);
        }
        if (command.startsWith(WAIT_FOR_DIGIT)) return key(command);
        if (command.startsWith("GET DATA "))
            return new Reply("200 result=" + rest(), delayMillis);
        if (command.startsWith("GET FULL VARIABLE")) return new Reply("200 result=1 (0)", 0);
        if (command.startsWith("SET VARIABLE")) {
            done |= command.contains(SUCCESS);
            refused |= command.contains(UNAVAILABLE);
            return new Reply("200 result=1", 0);
        }
        return new Reply("200 result=0", 0);
    }

    /// Whether the caller is done.
    boolean done() {
        return done;
    }

    /// Whether the server took no sign-in, for want of room or for a fault.
    boolean refused() {
        return refused;
    }

    private Reply key(String command) {
        var keyed = asked();
        if (keyed.isEmpty()) {
            prompt = "";
            var millis = Long.parseLong(command.substring(WAIT_FOR_DIGIT.length()));
            return new Reply("200 result=0", millis);
        }
        if (errand == Errand.HOLD) {
            done = true;
            return new Reply("200 result=0", -1);
        }
        if (keyed.equals("*")) done = ++rounds == ROUNDS;
        return new Reply(
                "200 result=" + (done ? "-1" : String.valueOf((int) keyed.charAt(0))), delayMillis);
    }

    private String rest() {
        var keyed = asked();
        prompt = "";
        return keyed.substring(1);
    }

    /// The keys for the last prompt; empty if it asked for nothing.
    private String asked() {
        if (asksFor("enter-extension")) return extension;
        if (asksFor("enter-pin")) return errand == Errand.PRESS_KEYS ? "*" : Population.PIN;
        return asksFor("main-menu") ? "1" : "";
    }

    private boolean asksFor(String sound) {
        return prompt.contains('/' + sound + '"');
    }
}
