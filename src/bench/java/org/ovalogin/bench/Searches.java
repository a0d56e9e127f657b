package org.ovalogin.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.ovalogin.core.input.Folding;
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
                    Map.entry("three common letters", "nna"),
                    Map.entry("letters in all", "contoso"),
                    Map.entry("two common words", "anna son"),
                    Map.entry("two common words, never together", "jean tony"),
                    Map.entry("common pieces, no hit", "onannsonan"),
                    Map.entry("no hit", "zzzzqqqq"));

    @Override
    public List<Row> run() {
        var folder = kept();
        var rows = new ArrayList<Row>();
        try (var database = Database.sqlite(folder.resolve("searches.db"))) {
            rows.addAll(measured("SQLite", database));
        }
        try (var server = postgres(folder.resolve("pg")).start();
                var database = Database.postgresql(settings(server.getPort()))) {
            rows.addAll(measured("PostgreSQL", database));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    /// Filling a database takes minutes, so `-Dbench.searches=FOLDER` keeps both for the next run.
    private Path kept() {
        try {
            return Files.createDirectories(
                    Optional.ofNullable(System.getProperty("bench.searches"))
                            .map(Path::of)
                            .orElseGet(() -> data.file("searches")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres.Builder postgres(Path folder) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("fsync", "on");
    }

    private static PostgresSettings settings(int port) {
        var url = "postgresql://localhost:%d/postgres".formatted(port);
        return new PostgresSettings(url, "postgres", Optional.empty(), 8);
    }

    private static List<Row> measured(String name, Database database) {
        var rows = new ArrayList<Row>();
        var store = new SqlMailboxStore(database, InstantSource.system());
        if (store.read(view -> view.mailboxes().page(MailboxQuery.ALL.limit(1))).total() == 0) {
            fill(store);
            rows.add(Row.of("preparing a mailbox for searches, µs", "", name, micros(database)));
        }
        for (var round = 0; round < ROUNDS; round++) TEXTS.values().forEach(text -> search(store, text));
        var all = new ArrayList<Long>();
        for (var text : new TreeMap<>(TEXTS).entrySet()) {
            var one = new ArrayList<Long>();
            for (var round = 0; round < ROUNDS; round++) one.add(search(store, text.getValue()));
            all.addAll(one);
            rows.add(row(text.getKey(), name, one));
        }
        rows.add(row("all of these", name, all));
        return rows;
    }

    private static long search(MailboxStore store, String text) {
        var start = System.nanoTime();
        var _ = store.read(view -> view.mailboxes().page(MailboxQuery.ALL.text(text)));
        return System.nanoTime() - start;
    }

    private static Row row(String what, String name, List<Long> nanos) {
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return Row.of("search for " + what + ", ms", "≤ 50", name + " p50", sorted[sorted.length / 2] / 1e6)
                .and("p95", sorted[sorted.length * 95 / 100] / 1e6);
    }

    private static double micros(Database database) {
        var start = System.nanoTime();
        try (var upkeep = new SearchUpkeep(database, InstantSource.system(), _ -> {})) {
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
                        Addresses.of("%s.%d@contoso.com".formatted(Folding.field(last), number)),
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
