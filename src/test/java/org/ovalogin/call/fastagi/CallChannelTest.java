package org.ovalogin.call.fastagi;

import org.junit.jupiter.api.Test;

class CallChannelTest {
    /// More than the kernel takes for a peer that does not read.
    private static final String LONG = "x".repeat(16 << 20);

    @Test
    void commandsArriveWholeAndInOrderWhereTheOtherSideReadsSlowly() {
        try (var server =
                new FastAgiServer(
                        new TryFastAgi().build(),
                        (_, line) -> {
                            line.set("FIRST", LONG);
                            line.set("SECOND", "y");
                            line.answer();
                        })) {
            try (var asterisk = new ScriptedAsterisk(server.start())) {
                asterisk.announce();
                asterisk.expect("SET VARIABLE \"FIRST\" \"" + LONG + "\"");
                asterisk.reply("200 result=1");
                asterisk.expect("SET VARIABLE \"SECOND\" \"y\"");
                asterisk.reply("200 result=1");
                asterisk.expect("ANSWER");
                asterisk.reply("200 result=0");
                asterisk.expectClosed();
            }
        }
    }
}
