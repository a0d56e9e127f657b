package org.ovalogin.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Event;
import picocli.CommandLine;

class BudgetCommandTest {
    @TempDir private Path folder;

    @Test
    void resetSaysSoAndIsRecorded() {
        try (var site = Site.with(folder, _ -> {})) {
            var line = new CommandLine(new BudgetCommand((_, _) -> new OpenedSite(site)));
            BudgetCommand.commands().forEach(line::addSubcommand);
            var out = new StringWriter();
            line.setOut(new PrintWriter(out));
            assertThat(line.execute("reset")).isZero();
            assertThat(out.toString()).contains("all budgets are full");
            assertThat(site.events(Event.Name.BUDGET_RESET)).isEqualTo(1);
        }
    }
}
