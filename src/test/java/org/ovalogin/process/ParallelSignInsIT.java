package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ParallelSignInsIT {
    private static final int CALLS = 1000;
    private static final int MAX_LOGON_ATTEMPTS = 15;

    @TempDir private Path parent;

    /// The count's bound holds under any load.
    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void aThousandWrongPinsAtOnceAreComparedFifteenTimes() {
        var data = parent.resolve("data");
        var installation = new InstalledOva(data);
        try (var server = Ova.serve(data).withoutBudgets().start()) {
            Ova.mailbox(data, "add", "51234", "--email", "lea@example.com").succeeded();
            // shorter than any PIN of this policy, so certainly wrong
            var call = new RawCall(server.port(), "512349753#");
            var told = 0;
            for (var heard : RawCall.placeAll(Collections.nCopies(CALLS, call))) {
                assertThat(heard.result()).isIn("NONE", "UNAVAILABLE");
                if (heard.result().equals("UNAVAILABLE")) told++;
                else assertThat(heard.prompts()).contains("login-incorrect");
            }
            assertThat(signIns(installation, "WrongPin")).isEqualTo(MAX_LOGON_ATTEMPTS);
            // A caller who loses patience before the charge leaves no event. One who loses it at
            // the hash is logged with the attempt's result.
            var recorded =
                    installation.number(
                            "select sum(occurrences) from event where name = 'SIGN_IN'");
            assertThat(recorded).isBetween(CALLS - told, CALLS);
            assertThat(signIns(installation, "Locked"))
                    .isEqualTo(
                            recorded - MAX_LOGON_ATTEMPTS - signIns(installation, "Unavailable"));
            assertThat(installation.number("select charges from mailbox"))
                    .isEqualTo(MAX_LOGON_ATTEMPTS);
            assertThat(installation.query("select lock_reason from mailbox"))
                    .containsExactly("FAILURES");
            assertThat(installation.number("select count(*) from event where name = 'LOCKED'"))
                    .isEqualTo(1);
        }
    }

    private static int signIns(InstalledOva installation, String result) {
        return installation.number(
                "select coalesce(sum(occurrences), 0) from event where name = 'SIGN_IN' and result = '%s'"
                        .formatted(result));
    }
}
