package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.store.CallSession;
import org.ovalogin.storage.database.Database;

class SqliteMailboxStoreTest extends OutboxContract {
    @TempDir Path folder;

    @Override
    public Database open() {
        return Database.sqlite(folder.resolve("ova.db"));
    }

    private int number(String sql) {
        try (var database = open()) {
            return database.reader().withHandle(h -> h.createQuery(sql).mapTo(int.class).one());
        }
    }

    @Override
    int notices() {
        return number("select count(*) from outbox");
    }

    @Override
    int secretsLeft() {
        return number("select count(*) from outbox where pin_sealed is not null");
    }

    @Test
    void everythingOfAMailboxButItsEventsGoesWithIt() {
        var mailbox = added("51234");
        store().change(
                        work -> {
                            work.mailboxes()
                                    .addToPinHistory(mailbox.guid(), "s", clock.instant(), 5);
                            work.events().append(event(mailbox, "Success"));
                            work.calls()
                                    .add(
                                            new CallSession(
                                                    new CallSession.Key("t", "c"),
                                                    new CallSession.Entry(
                                                            mailbox.guid(), Admission.Level.PIN, 1),
                                                    clock.instant().plusSeconds(1),
                                                    0));
                            work.notices()
                                    .post(
                                            new Notice(
                                                    new java.util.UUID(0, 1),
                                                    new Notice.Addressee.Owner(mailbox.guid()),
                                                    "a@b",
                                                    new Notice.Report(Notice.Kind.RESET, "", 0),
                                                    new Notice.Secret(Optional.of("sealed"), 1),
                                                    clock.instant()));
                        });
        try (var database = open()) {
            database.writer()
                    .useHandle(
                            h ->
                                    h.execute(
                                            "delete from mailbox where mailbox_guid = ?",
                                            mailbox.guid().toString()));
        }
        var of = " where mailbox_guid = '" + mailbox.guid() + "'";
        for (var table : List.of("extension", "pin_history", "session", "outbox"))
            assertThat(number("select count(*) from " + table + of)).as(table).isZero();
        assertThat(number("select count(*) from event" + of)).isEqualTo(1);
    }
}
