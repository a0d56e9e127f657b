package org.ovalogin.core.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.moving.KilledImport.BOXES;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.signin.Verdict;

/// An import killed by SIGKILL leaves nothing by halves, and the next one comes to the same end.
class KilledImportTest {
    @TempDir Path folder;

    /// Kills the import after so many lines, wherever it is by then; false if it was quicker.
    private boolean killedAfter(int lines) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var running =
                new ProcessBuilder(
                                java,
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledImport.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader said = running.inputReader()) {
            var count = 0;
            for (var line = said.readLine(); line != null; line = said.readLine()) {
                if ((line.startsWith("hashed ") || line.startsWith("live ")) && ++count == lines)
                    running.toHandle().destroyForcibly();
            }
            return running.waitFor() == 128 + 9;
        } finally {
            running.destroyForcibly();
        }
    }

    @Test
    void killedAnywhereItGoesOnToTheSameEnd() throws Exception {
        Site.with(folder, draft -> draft.allowCommonPatterns = false).close();
        var random = new Random(20261129);
        var kills = 0;
        for (var attempt = 0; attempt < 6; attempt++) {
            if (killedAfter(1 + random.nextInt(6))) kills++;
            try (var site = Site.at(folder)) {
                assertWhole(site);
            }
        }
        assertThat(kills).as("killed imports").isPositive();
        try (var site = Site.at(folder)) {
            KilledImport.run(site, folder, KilledImport.boxes());
            assertWhole(site);
            assertThat(site.number("select count(*) from moved_box")).isEqualTo(BOXES);
            assertThat(site.number("select count(*) from staged_pin")).isZero();
            assertThat(
                            site.number(
                                    "select count(distinct mailbox_guid) from outbox where kind in ('MOVED_IN', 'WELCOME_DUE')"))
                    .isEqualTo(BOXES);
            assertPinsOpen(site);
            assertPinsAreNowhere(site);
            assertThat(KilledImport.run(site, folder, KilledImport.boxes()))
                    .isEqualTo(MovedIn.NOTHING);
        }
    }

    /// Each mailbox has its extension, source, event and letter, or none of them.
    private static void assertWhole(Site site) {
        var mailboxes =
                site.number(
                        "select count(*) from mailbox where primary_extension like '60%' and length(primary_extension) = 5");
        for (var part :
                List.of(
                        "extension where digits like '60%'",
                        "moved_box",
                        "event where name = 'ENABLED'",
                        "outbox where kind in ('MOVED_IN', 'WELCOME_DUE')"))
            assertThat(site.number("select count(*) from " + part)).as(part).isEqualTo(mailboxes);
    }

    private static void assertPinsOpen(Site site) {
        for (var number = 0; number < 9; number++) {
            var verdict =
                    site.signIn.attempt(
                            new MailboxKey("default", KilledImport.extension(number)),
                            Site.pin(KilledImport.pin(number)),
                            Site.CALL);
            if (number % 3 == 0) assertThat(verdict).isInstanceOf(Verdict.Admitted.class);
            else assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        }
    }

    /// In no column of the database.
    private static void assertPinsAreNowhere(Site site) {
        var good =
                IntStream.range(0, BOXES)
                        .filter(number -> number % 3 == 0)
                        .mapToObj(KilledImport::pin)
                        .toList();
        for (var table : site.texts("select name from sqlite_master where type = 'table'"))
            for (var column :
                    site.texts("select name from pragma_table_info('%s')".formatted(table)))
                assertThat(site.texts("select cast(%s as text) from %s".formatted(column, table)))
                        .as("%s.%s", table, column)
                        .doesNotContainAnyElementsOf(good);
    }
}
