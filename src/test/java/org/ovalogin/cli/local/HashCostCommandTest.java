package org.ovalogin.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.pin.HashSettings;
import org.ovalogin.core.pin.PinHasher.Cost;
import picocli.CommandLine;

class HashCostCommandTest {
    @TempDir private Path folder;
    private Site site;

    @BeforeEach
    void open() {
        site = Site.with(folder, _ -> {});
    }

    @AfterEach
    void close() {
        site.close();
    }

    private record Output(int rc, String text, Optional<Exception> refused) {}

    private Output run(String... arguments) {
        var command = new HashCostCommand((_, _) -> new Opened(), Duration.ofMillis(1));
        var line = new CommandLine(command);
        HashCostCommand.commands().forEach(line::addSubcommand);
        var out = new StringWriter();
        var refused = new Exception[1];
        line.setOut(new PrintWriter(out));
        line.setExecutionExceptionHandler(
                (e, _, _) -> {
                    refused[0] = e;
                    return 9;
                });
        var rc = line.execute(arguments);
        return new Output(rc, out.toString(), Optional.ofNullable(refused[0]));
    }

    private Cost inForce() {
        return site.administration.hashCost().inForce();
    }

    @Test
    void showsEachRowAsThisMachineDoesItAndMarksTheOneInForce() {
        var shown = run();
        assertThat(shown.rc()).isZero();
        assertThat(shown.text().lines()).hasSize(6);
        for (var row : Cost.OWASP)
            assertThat(shown.text())
                    .containsPattern(
                            "(?m)^"
                                    + row
                                    + " +[0-9]+\\.[0-9] +[0-9]+\\.[0-9] +[0-9]+ +"
                                    + row.memoryKib() / 1024 * 3
                                    + "\\b");
        assertThat(shown.text().lines().filter(l -> l.endsWith("in force")))
                .singleElement()
                .asString()
                .startsWith("7MiB/5");
    }

    @Test
    void showsACostThatIsNoneOfTheRowsToo() {
        run("set", "8MiB/5");
        assertThat(run().text().lines().toList())
                .hasSize(7)
                .last()
                .asString()
                .startsWith("8MiB/5 ")
                .endsWith("in force");
    }

    @Test
    void setBringsItIntoForceAndIsRecorded() {
        var said = run("set", "19MiB/2");
        assertThat(said.rc()).isZero();
        assertThat(said.text()).contains("new hashes cost 19MiB/2, before 7MiB/5");
        assertThat(inForce()).hasToString("19MiB/2");
        assertThat(site.events(Event.Name.HASH_COST_CHANGED)).isEqualTo(1);

        assertThat(run("set", "19MiB/2").text()).contains("already");
        assertThat(site.events(Event.Name.HASH_COST_CHANGED)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6MiB/5", "7MiB/4", "8KiB/1"})
    void costBelowOwaspsIsRefusedWithTheRows(String cost) {
        var refused = run("set", cost).refused();
        assertThat(refused).get().isInstanceOf(NotDone.class);
        assertThat(refused.orElseThrow())
                .hasMessageContaining(cost)
                .hasMessageContaining("46MiB/1, 19MiB/2, 12MiB/3, 9MiB/4, 7MiB/5");
        assertThat(inForce()).hasToString("7MiB/5");
    }

    @Test
    void whatIsNoCostIsRefused() {
        assertThat(run("set", "much").refused()).get().asString().contains("'much' is no cost");
    }

    private final class Opened extends OpenedSite {
        private Opened() {
            super(site);
        }

        @Override
        public HashSettings hashing() {
            return new HashSettings(3, 10, Duration.ofSeconds(1));
        }
    }
}
