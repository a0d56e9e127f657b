package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.storage.database.Database;

/// The contracts, kept by SQLite.
class SqliteContractsTest {
    @TempDir Path folder;

    private Database sqlite() {
        return Database.sqlite(folder.resolve("ova.db"));
    }

    @Nested
    class Accounts extends AccountsContract {
        @Override
        public Database open() {
            return sqlite();
        }
    }

    @Nested
    class Search extends MailboxSearchContract {
        @Override
        public Database open() {
            return sqlite();
        }
    }

    @Nested
    class States extends MailboxStatesContract {
        @Override
        public Database open() {
            return sqlite();
        }
    }

    @Nested
    class Changes extends MailboxChangesContract {
        @Override
        public Database open() {
            return sqlite();
        }

        @Test
        void countsAreSavedWithoutTouchingNamesAndExtensions() {
            var mailbox = added(TONY);
            refuseChangesOf("extension", "alias");
            refuse("update of address_key, primary_extension on mailbox");
            store().change(
                            work -> {
                                var read = work.mailboxes().find(mailbox.guid()).orElseThrow();
                                work.mailboxes().save(withVersion(read, 2, clock.instant()));
                                work.mailboxes().save(withVersion(read, 3, clock.instant()));
                            });
            assertThat(found(mailbox.guid()))
                    .isEqualTo(Optional.of(withVersion(mailbox, 3, clock.instant())));
        }

        private void refuseChangesOf(String... tables) {
            for (var table : tables)
                for (var change : List.of("insert", "update", "delete"))
                    refuse(change + " on " + table);
        }

        private void refuse(String change) {
            var name = change.replaceAll("\\W", "_");
            database()
                    .writer()
                    .useHandle(
                            h ->
                                    h.execute(
                                            "create trigger %s before %s begin select raise(abort, 'touched'); end"
                                                    .formatted(name, change)));
        }
    }

    @Nested
    class Events extends EventsContract {
        @Override
        public Database open() {
            return sqlite();
        }
    }

    @Nested
    class Sweeping extends SweepContract {
        @Override
        public Database open() {
            return sqlite();
        }
    }

    @Nested
    class Resets extends ResetsContract {
        @Override
        public Database open() {
            return sqlite();
        }
    }

    @Nested
    class KeyRotation extends KeyRotationContract {
        @Override
        Database open() {
            return sqlite();
        }
    }
}
