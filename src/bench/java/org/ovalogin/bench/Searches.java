package org.ovalogin.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Logons;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.Numbering;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.core.mailbox.PinState;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.core.pin.Lockouts;
import org.ovalogin.core.store.Arrivals;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.PostgresSettings;
import org.ovalogin.storage.search.SearchUpkeep;
import org.ovalogin.storage.store.SqlMailboxStore;

/// The time of a search among many mailboxes, in each database, and of preparing them for it.
record Searches(Installations data) implements Bench.Benchmark {
    private static final int MANY = Integer.getInteger("bench.mailboxes", 1_000_000);
    private static final int BATCH = 10_000;
    private static final int ROUNDS = 40;

    private static final DialPlan PLAN = DialPlan.named("default");
    private static final MailboxPolicy POLICY = MailboxPolicy.defaultOf(PLAN);

    private static final String[] FIRST =
            """
            Anna Maria José Jean-Pierre Tony Søren Łukasz Zoë Peter Paul Mary Elisabeth Hans Ute Björn François Chloé Luca Giulia
            Carlos Ana Inés Иван Мария Ольга Νίκος Ελένη Mohamed Fatima Yuki John Jane Robert Michael Sarah Emma Noah Liam Olivia\
            """
                    .split("\\s+");

    /// Beginnings, middles and ends of 8,000 family names.
    private static final String[] BEGIN =
            "Smi Mül Gar O’Con Lar Nov Pet Ros Ber Kow Jan Wil And Tho Mar Fer San Lin Sto Hof".split(" ");

    private static final String[] MIDDLE =
            "a e i o u an en in on ar er or al el il ab ach ed ig um".split(" ");

    private static final String[] END =
            "th ler cía nor sen ák rov si g ski son s ley berg mann nez tos dt quist wood".split(" ");

    /// Searches as people type them, and the dearest ones that there are.
    private static final Map<String, String> TEXTS =
            Map.ofEntries(
                    Map.entry("a whole extension", "1500000"),
                    Map.entry("a name and a surname", "tony hofumwood"),
                    Map.entry("a part of a name", "ofumwo"),
                    Map.entry("Cyrillic", "иван smiath"),
                    Map.entry("two letters", "sm"),
                    Map.entry("three letters in half of all", "nna"),
                    Map.entry("letters in all", "contoso"),
                    Map.entry("two common words", "anna son"),
                    Map.entry("two common words, never together", "jean tony"),
                    Map.entry("common pieces, no hit", "onannsonan"),
                    Map.entry("no hit", "zzzzqqqq"));

    @Override
    public List<Row> run() {
        var rows = new ArrayList<Row>();
        var folder = Optional.ofNullable(System.getProperty("bench.searches"));
        var file = folder.map(f -> java.nio.file.Path.of(f, "searches.db")).orElseGet(() -> data.file("searches.db"));
        try (var database = Database.sqlite(file)) {
            rows.addAll(measured("SQLite", database));
        }
        var server = EmbeddedPostgres.builder()
                                .setServerConfig("shared_buffers", "512MB")
                                .setServerConfig("fsync", "on")
                                .setServerConfig("jit", "off");
        folder.ifPresent(f -> server.setDataDirectory(java.nio.file.Path.of(f, "pg")).setCleanDataDirectory(false));
        try (var postgres = server.start();
                var database =
                        Database.postgresql(
                                new PostgresSettings(
                                        "postgresql://localhost:%d/postgres"
                                                .formatted(postgres.getPort()),
                                        "postgres",
                                        Optional.empty(),
                                        8))) {
            rows.addAll(measured("PostgreSQL", database));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static List<Row> measured(String name, Database database) {
        var rows = new ArrayList<Row>();
        var store = new SqlMailboxStore(database, InstantSource.system());
        if (database.reader().withHandle(h -> h.createQuery("select count(*) from mailbox").mapTo(int.class).one()) == 0) {
            fill(store);
            rows.add(Row.of("preparing a mailbox for searches, µs", "", name, micros(database)));
        }
        var times = new ArrayList<Long>();
        for (var text : TEXTS.entrySet()) {
            var one = new ArrayList<Long>();
            for (var round = 0; round < ROUNDS; round++) {
                var start = System.nanoTime();
                var page = store.read(view -> view.mailboxes().page(MailboxQuery.ALL.text(text.getValue())));
                one.add(System.nanoTime() - start);
                if (round == 0)
                    rows.add(Row.of(text.getKey() + ", first, ms", "", name, one.getFirst() / 1e6).and("hits", page.total()));
            }
            times.addAll(one);
            rows.add(row(text.getKey(), name, one));
        }
        rows.add(row("all of these", name, times));
        return rows;
    }

    private static Row row(String what, String name, List<Long> nanos) {
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return Row.of("search for " + what + ", ms", "≤ 50", name + " p50", sorted[sorted.length / 2] / 1e6)
                .and("p95", sorted[sorted.length * 95 / 100] / 1e6);
    }

    private static double micros(Database database) {
        var start = System.nanoTime();
        try (var upkeep = new SearchUpkeep(database, _ -> {})) {
            upkeep.run();
        }
        return (System.nanoTime() - start) / 1e3 / MANY;
    }

    private static void fill(MailboxStore store) {
        var random = new Random(1);
        store.change(
                work -> {
                    work.dialPlans().add(PLAN);
                    work.policies().add(POLICY);
                });
        for (var number = 0; number < MANY; number += BATCH) {
            var mailboxes = new ArrayList<Mailbox>();
            for (var i = number; i < Math.min(MANY, number + BATCH); i++) mailboxes.add(mailbox(i, random));
            var ready =
                    store.ready(
                            new Arrivals(
                                    Instant.EPOCH, mailboxes, List.of(), List.of(), Instant.EPOCH, Map.of()));
            store.change(work -> work.moving().arrive(ready));
        }
    }

    private static Mailbox mailbox(int number, Random random) {
        var first = FIRST[random.nextInt(FIRST.length)];
        var last = any(BEGIN, random) + any(MIDDLE, random) + any(END, random);
        return new Mailbox(
                UUID.randomUUID(),
                new Numbering(PLAN, POLICY, List.of(String.valueOf(1_000_000 + number))),
                new MailboxOwner(
                        Addresses.of("%s.%d@contoso.com".formatted(org.ovalogin.core.input.Folding.field(last), number)),
                        List.of(),
                        first + " " + last,
                        Optional.empty(),
                        Optional.empty()),
                new PhoneAccess(true, false),
                new PinState("sealed", 1, false, Instant.EPOCH, true, false),
                new Logons(Lockouts.of(Lockout.NONE), true, 0, Optional.empty(), Optional.empty()));
    }

    private static String any(String[] texts, Random random) {
        return texts[random.nextInt(texts.length)];
    }
}
