package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.core.mailbox.DialPlan;

class VisitTest {
    private static String by(String number) {
        var call =
                new Call(
                        new Call.Request("login", ""),
                        number,
                        new Call.Channel("PJSIP/trunk-00000001", "1.1", "en"),
                        "127.0.0.1");
        return new Visit(call, DialPlan.named("default"), false, Instant.MAX)
                .source()
                .origin()
                .by();
    }

    @ParameterizedTest
    @CsvSource({
        "51234, caller 51234",
        "'', caller unknown",
        "+33 (1) 23 <b>, caller +33 (1) 23 <b>",
        "5\u202E4321, caller 5?4321",
        "5\u20284321, caller 5?4321",
        "5\u001B[31m, caller 5?[31m"
    })
    void theNumberCanNotTurnTheRecordAround(String number, String by) {
        assertThat(by(number)).isEqualTo(by);
    }

    @Test
    void aLongNumberIsCut() {
        assertThat(by("1".repeat(5000))).isEqualTo("caller " + "1".repeat(64) + "…");
    }
}
