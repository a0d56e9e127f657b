package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.cli.local.Copies.Place;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Milestone;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.pin.Password;

class StoredCopiesTest {
    @TempDir Path folder;

    private void backup(String file, Optional<Password> passphrase) {
        var _ =
                new StoredCopies("test")
                        .backup(
                                new Place(folder.resolve("data"), Optional.empty()),
                                folder.resolve(file),
                                false,
                                passphrase,
                                Actor.local("root"),
                                (_, _, _) -> {});
    }

    @Test
    void aBackupIsAnEventAndTheFirstOneAMilestone() {
        try (var site = Site.with(folder.resolve("data"), _ -> {})) {
            assertThat(site.events(Event.Name.BACKED_UP)).isZero();
            backup("one", Optional.empty());
            var first = site.milestones();
            assertThat(first).containsOnlyKeys(Milestone.FIRST_BACKUP);
            backup("two", Optional.of(Password.of("a long passphrase")));
            assertThat(site.milestones()).isEqualTo(first);
            assertThat(
                            site.texts(
                                    "select result || ' ' || by_whom || ' ' || from_where from event where name = 'BACKED_UP' order by event_id"))
                    .containsExactly(
                            " account root command line", "Encrypted account root command line");
        }
    }
}
