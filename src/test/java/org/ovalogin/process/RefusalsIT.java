package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A refusal does not tell its reason. [RefusalTiming] measures how close the times are, on an idle
/// machine.
class RefusalsIT {
    private static final Duration FLOOR = Duration.ofMillis(400);

    private static final String FLOOR_WAIT = "WAIT FOR DIGIT ([1-3]?\\d?\\d|400|1000)";

    @TempDir private Path parent;

    @Test
    void soundAlikeWhateverTheReason() {
        var installation = new InstalledOva(parent.resolve("data"));
        try (var server = RefusalKinds.serve(installation).start()) {
            RefusalKinds.prepare(installation);
            RefusalKinds.spend(server);
            var commands = new ArrayList<List<String>>();
            for (var kind : RefusalKinds.KINDS.keySet()) {
                for (var heard :
                        List.of(
                                RefusalKinds.call(server, kind).place(),
                                RefusalKinds.call(server, kind).inRealTime().place())) {
                    assertThat(heard.prompts()).contains("login-incorrect");
                    assertThat(heard.waits().getLast())
                            .as(kind)
                            .isBetween(FLOOR, FLOOR.multipliedBy(10));
                    commands.add(heard.commands());
                }
                assertThat(
                                installation.number(
                                        "select sum(occurrences) from event where name = 'SIGN_IN' and result = '%s'"
                                                .formatted(kind)))
                        .isEqualTo(kind.equals("UnknownExtension") ? 3 : 2);
            }
            // a busy machine may make it two waits, or one slightly shorter, and the quiet one short
            assertThat(
                            commands.stream()
                                    .map(
                                            all ->
                                                    all.stream()
                                                            .filter(c -> !c.matches(FLOOR_WAIT))
                                                            .toList())
                                    .distinct())
                    .hasSize(1);
        }
    }
}
