package org.ovalogin.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.cli.client.Server;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.moving.Moving;
import org.ovalogin.core.pin.HashSettings;
import org.ovalogin.core.store.StoreKeys;
import picocli.CommandLine;

class BudgetCommandTest {
    @TempDir private Path folder;

    @Test
    void resetSaysSoAndIsRecorded() {
        try (var site = Site.with(folder, _ -> {})) {
            var line = new CommandLine(new BudgetCommand((_, _) -> opened(site)));
            BudgetCommand.commands().forEach(line::addSubcommand);
            var out = new StringWriter();
            line.setOut(new PrintWriter(out));
            assertThat(line.execute("reset")).isZero();
            assertThat(out.toString()).contains("all budgets are full");
            assertThat(site.events(Event.Name.BUDGET_RESET)).isEqualTo(1);
        }
    }

    private static Installation opened(Site site) {
        return new Installation() {
            @Override
            public Administration administration() {
                return site.administration;
            }

            @Override
            public HashSettings hashing() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Moving moving() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<Path> letterFiles() {
                return Optional.empty();
            }

            @Override
            public StoreKeys keys() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Server server(Actor actor) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {}
        };
    }
}
