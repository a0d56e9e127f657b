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
import org.ovalogin.storage.database.FreshDatabase;

/// Behaviour that needs SQLite's own triggers and cascades.
class SqliteMailboxStoreTest extends StoreContract {
    @TempDir Path folder;

    @Override
    public Database open() {
        return FreshDatabase.open(folder.resolve("ova.db"));
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
        database()
                .writer()
                .useHandle(
                        h ->
                                h.execute(
                                        "delete from mailbox where mailbox_guid = ?",
                                        mailbox.guid().toString()));
        var of = " where mailbox_guid = '" + mailbox.guid() + "'";
        for (var table : List.of("extension", "pin_history", "session", "outbox"))
            assertThat(count(table + of)).as(table).isZero();
        assertThat(count("event" + of)).isEqualTo(1);
    }

    @Test
    void countsAreSavedWithoutTouchingNamesAndExtensions() {
        var mailbox = added(changed(mailbox("51234"), m -> m.aliases = List.of("tonysmith")));
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
