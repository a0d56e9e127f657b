package org.ovalogin.core.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.signin.Budget;
import org.ovalogin.core.signin.CallSource;

/// Names as the channel drivers of Asterisk 16 to 23 make them.
class LineNameTest {
    @ParameterizedTest
    @CsvSource({
        "PJSIP/trunk-0000001a, PJSIP/trunk",
        "PJSIP/51234-00000003, PJSIP/51234",
        "PJSIP/my-trunk-beef-0000001a, PJSIP/my-trunk-beef",
        "PJSIP/anonymous-00000001, PJSIP/anonymous",
        "PJSIP/tony@contoso.com-00000001, PJSIP/tony@contoso.com",
        "SIP/provider-000000ff, SIP/provider",
        "SIP/4155550100@203.0.113.9-000000ff, SIP/203.0.113.9",
        "IAX2/peer-12345, IAX2/peer",
        "DAHDI/i1/4155550100-3f, DAHDI/i1",
        "DAHDI/i1/4155550100:77-3f, DAHDI/i1",
        "DAHDI/i2/-5, DAHDI/i2",
        "DAHDI/i2/anonymous/x@y-5, DAHDI/i2",
        "DAHDI/23-1, DAHDI/23",
        "CAPI/ISDN1/4155550100-3, CAPI/ISDN1",
        "mISDN/3-u117, mISDN/3",
        "Local/51234@from-internal-00000001;1, Local/from-internal",
        "Local/4155550100@from-internal-00000001;2, Local/from-internal",
        "Local/s@a@b-00000001;2, Local/a@b",
        "Motif/mallory@evil.example/x-4f2a, Motif",
        "Motif/mallory-4f2a, Motif",
        "Gtalk/mallory-4f2a, Gtalk",
        "OOH323/4155550100-12, OOH323",
        "USTM/100@00000a0b0c0d-0x7f22a4001230, USTM/100@00000a0b0c0d",
        "Skinny/100@SEP001122334455-7, Skinny/100@SEP001122334455",
        "MGCP/aaln/1@gateway-1, MGCP/aaln/1@gateway",
        "Mobile/nokia-4f2a, Mobile/nokia",
        "Dongle/dongle0-0100000017, Dongle/dongle0",
        "Message/ast_msg_queue, Message/ast_msg_queue",
        "Console/default, Console/default",
        "WebSocket/media/0x7f22a4001230, WebSocket/media",
        "Snoop/1700000000.7-00000001, Snoop",
        "Surrogate/PJSIP/trunk-0000001a, PJSIP/trunk",
        "AsyncGoto/DAHDI/i1/4155550100-3f, DAHDI/i1",
        "PJSIP/trunk-0000001a<ZOMBIE>, PJSIP/trunk",
        "OutgoingSpoolFailed, OutgoingSpoolFailed",
        "'', ''",
        "/, /",
        "DAHDI/, DAHDI/"
    })
    void isWithoutSerialAndWithoutTheCallersPart(String channel, String line) {
        assertThat(LineName.of(channel)).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DAHDI/i1/%s-1f",
                "DAHDI/i1/%s:%s-1f",
                "CAPI/g0/%s-1f",
                "Local/%s@from-outside-0000001f;2",
                "SIP/%s@203.0.113.9-0000001f",
                "Motif/%s@example.org/phone-1f1f",
                "OOH323/%s-31",
                "Other/%s@host-31"
            })
    void forgedNumbersAreOneLineInBudgetsAndEvents(String pattern) {
        var sources =
                IntStream.range(0, 1000)
                        .mapToObj(i -> pattern.replace("%s", "415555" + (1000 + i)))
                        .map(c -> new CallSource("1", c, "10.1.2.3", Optional.empty()))
                        .toList();
        assertThat(sources.stream().map(s -> s.origin().from()).collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(
                        sources.stream()
                                .map(s -> Budget.TRUNK.whose("default", s))
                                .collect(Collectors.toSet()))
                .hasSize(1);
    }

    @Test
    void aLongNameIsCut() {
        assertThat(LineName.of("PJSIP/" + "x".repeat(100_000))).hasSize(80);
    }
}
