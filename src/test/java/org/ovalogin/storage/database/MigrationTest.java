package org.ovalogin.storage.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.SettableClock;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.MailFailure;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxDetails;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.store.CallSession;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.storage.store.SqlMailboxStore;
import org.ovalogin.storage.store.SqlOutbox;

/// A database of the first release, with something in every table, is brought up to this one.
class MigrationTest {
    private static final UUID TONY = new UUID(1, 1);
    private static final UUID OZ = new UUID(1, 2);

    private static final List<String> FIRST_RELEASE =
            List.of(
                    "insert into dial_plan values ('default', 5, '5000', 'en-US', 3, 3, 30, '0', 'default')",
                    """
                    insert into mailbox_policy values ('00000000-0000-0009-0000-000000000009', 'default Default Policy', 'default',
                        6, 60, 5, 0, 5, 15, 0, null, 7, 168, 0, 'reset', 'enabled')
                    """,
                    mailbox(TONY, "Tony@contoso.com", "Tony Smith"),
                    mailbox(OZ, "oz@contoso.com", "Ömer ÖZ"),
                    "insert into extension values ('default', '51234', '%s', 1)".formatted(TONY),
                    "insert into extension values ('default', '51239', '%s', 0)".formatted(TONY),
                    "insert into extension values ('default', '51235', '%s', 0)".formatted(OZ),
                    "insert into pin_history values ('%s', 4, 'former', 1)".formatted(TONY),
                    "insert into pin_history values ('%s', 5, 'sealed', 2)".formatted(TONY),
                    event(TONY, "WrongPin", 1, "null"),
                    event(TONY, "Locked", 7, "28333333"),
                    """
                    insert into outbox values ('00000000-0000-0008-0000-000000000008', '%s', 'RESET', 'tony@contoso.com', 5, 'system', 0, 1,
                        'secret', 3, 0, 0, null, 'pin.eml', null, null)
                    """
                            .formatted(TONY),
                    """
                    insert into outbox values ('00000000-0000-0007-0000-000000000007', '%s', 'CHANGED', 'oz@contoso.com', 5, 'system', 0, 0,
                        null, 3, 1, 0, null, null, 9, 'Refused 550')
                    """
                            .formatted(OZ),
                    "insert into session values ('t', 'call', '%s', 'PIN', 3, 1800000000000, 0, 2)"
                            .formatted(TONY),
                    "insert into vault_key values ('k', 'check')");

    @TempDir Path folder;
    private final SettableClock clock = new SettableClock();

    private static String mailbox(UUID guid, String address, String name) {
        return """
        insert into mailbox values ('%s', 'default', '00000000-0000-0009-0000-000000000009', '%s', '%s', '%s', 'fr', 1, 1, 0,
            'sealed', 3, 0, 1000, 1, 0, 2, 4, 2, 0, null, 'ADMINISTRATOR', 77, 1, 2, 99)
        """
                .formatted(guid, address, address.toLowerCase(Locale.ROOT), name);
    }

    private static String event(UUID guid, String result, int count, String minute) {
        return "insert into event values (null, 1700000000000, 'SIGN_IN', '%s', 'default', '%s', 'caller', 'here', %d, %s)"
                .formatted(result, guid, count, minute);
    }

    private MailboxStore migrated() throws SQLException {
        var url = "jdbc:sqlite:" + folder.resolve("ova.db");
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:org/ovalogin/storage/database/migrations")
                .placeholders(Map.of("counting", "integer"))
                .target("1")
                .load()
                .migrate();
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            for (var sql : FIRST_RELEASE) statement.execute(sql);
        }
        database = Optional.of(Database.sqlite(folder.resolve("ova.db")));
        return new SqlMailboxStore(database.orElseThrow(), clock);
    }

    private Optional<Database> database = Optional.empty();

    @AfterEach
    void close() {
        database.ifPresent(Database::close);
    }

    @Test
    void mailboxesAreAsTheyWereAndInTheOrderOfTheirPrimaryExtensions() throws SQLException {
        var page = migrated().read(v -> v.mailboxes().page(MailboxQuery.ALL));
        assertThat(page.items()).extracting(Mailbox::guid).containsExactly(OZ, TONY);
        var tony = page.items().getLast();
        assertThat(tony.extensions()).containsExactly("51239", "51234");
        assertThat(tony.aliases()).isEmpty();
        assertThat(tony.address()).contains("Tony@contoso.com");
        assertThat(tony.displayName()).isEqualTo("Tony Smith");
        assertThat(tony.pin().version()).isEqualTo(3);
        assertThat(tony.lockouts().outside().charges()).isEqualTo(2);
        assertThat(tony.lockouts().outside().lockedByAdministrator()).isTrue();
        assertThat(tony.lastLogon()).contains(Instant.ofEpochMilli(99));
        assertThat(tony.policy().pin().temporaryPinLifetime()).contains(Duration.ofDays(7));
    }

    /// The table of mailboxes is built anew, and nothing that refers to it is lost.
    @Test
    void addressesMayBeMissingAndSharedAfterwards() throws SQLException {
        var store = migrated();
        store.change(
                w -> {
                    var tony = w.mailboxes().find(TONY).orElseThrow();
                    w.mailboxes().save(tony.with(with(tony, Addresses.NONE), tony.policy()));
                });
        Optional<Mailbox> tony = store.read(v -> v.mailboxes().find(TONY));
        assertThat(tony.orElseThrow().address()).isEmpty();
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ova.db"));
                var statement = connection.createStatement();
                var broken = statement.executeQuery("pragma foreign_key_check")) {
            assertThat(broken.next()).isFalse();
        }
        store.change(w -> w.mailboxes().remove(w.mailboxes().find(TONY).orElseThrow()));
        List<String> history = store.read(v -> v.mailboxes().pinHistory(TONY, 9));
        assertThat(history).as("what belongs to it goes with it").isEmpty();
    }

    private static MailboxDetails with(Mailbox mailbox, Addresses addresses) {
        return new MailboxDetails(
                mailbox.policy().guid(),
                mailbox.extensions(),
                new MailboxOwner(
                        addresses,
                        mailbox.aliases(),
                        mailbox.displayName(),
                        mailbox.language(),
                        mailbox.timeZone()),
                mailbox.access());
    }

    @Test
    void namesAreFoundWithoutRegardToCase() throws SQLException {
        var store = migrated();
        List<Mailbox> named = store.read(v -> v.mailboxes().named("ömer öz"));
        assertThat(named).extracting(Mailbox::guid).containsExactly(OZ);
        var searched = store.read(v -> v.mailboxes().page(MailboxQuery.ALL.text("TONY S")));
        assertThat(searched.items()).extracting(Mailbox::guid).containsExactly(TONY);
    }

    @Test
    void whatBelongsToThemIsStillThere() throws SQLException {
        var store = migrated();
        List<String> history = store.read(v -> v.mailboxes().pinHistory(TONY, 9));
        assertThat(history).containsExactly("sealed", "former");
        Optional<MailFailure> failure = store.read(v -> v.notices().failure(OZ));
        assertThat(failure).contains(new MailFailure(Instant.ofEpochMilli(9), "Refused 550"));
        Optional<CallSession> session = store.write(w -> w.calls().redeem("t", "call"));
        assertThat(session.map(CallSession::refusals)).contains(2);
        var letters = new SqlOutbox(database.orElseThrow(), clock).claim(9, Duration.ofMinutes(1));
        assertThat(letters)
                .singleElement()
                .satisfies(l -> assertThat(l.notice().kind()).isEqualTo(Notice.Kind.RESET))
                .satisfies(l -> assertThat(l.notice().secret().sealed()).contains("secret"));
    }

    @Test
    void eventsAreThereAndCountedOnWithinTheirMinute() throws SQLException {
        var store = migrated();
        List<Event> before = store.read(v -> v.events().of(TONY, 9));
        assertThat(before).extracting(Event::count).containsExactly(7, 1);
        assertThat(before).extracting(Event::subject).containsOnly("");
        store.change(w -> w.events().append(before.getFirst()));
        List<Event> after = store.read(v -> v.events().of(TONY, 9));
        assertThat(after).extracting(Event::count).containsExactly(14, 1);
    }
}
