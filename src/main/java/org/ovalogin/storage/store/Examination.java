package org.ovalogin.storage.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.pin.PinHasher.Cost;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.storage.database.CostInForce;
import org.ovalogin.storage.database.KeyFile;
import org.ovalogin.storage.database.KeyRing;
import org.ovalogin.storage.database.KnownKey;
import org.ovalogin.storage.database.Migrations;
import org.ovalogin.storage.database.Postgres;
import org.ovalogin.storage.database.PostgresSettings;
import org.ovalogin.storage.database.SealedTexts;
import org.ovalogin.storage.database.SetUpException;
import org.ovalogin.storage.search.TrigramIndex;
import org.sqlite.SQLiteDataSource;

/// Examines a database in whatever state it is. Creates nothing, changes nothing, and makes no
/// migration.
public final class Examination implements AutoCloseable {
    private static final Duration BUSY = Duration.ofSeconds(3);

    /// Waits for the disk and the standbys as any commit does, and is in no table.
    private static final String EMPTY_COMMIT =
            "select pg_logical_emit_message(true, 'ova-login', '')";

    private final DataSource source;
    private final Jdbi jdbi;
    private final boolean shared;
    private final Runnable close;

    private Examination(DataSource source, boolean shared, Runnable close) {
        this.source = source;
        this.jdbi = Jdbi.create(source);
        this.shared = shared;
        this.close = close;
    }

    public static Examination sqlite(Path file) {
        var source = new SQLiteDataSource();
        // rw: a missing file is not created
        source.setUrl(
                "jdbc:sqlite:file:%s?mode=rw&busy_timeout=%d"
                        .formatted(file.toAbsolutePath(), BUSY.toMillis()));
        return new Examination(source, false, () -> {});
    }

    /// @throws StoreException when it does not answer
    /// @throws SetUpException when its connections are not sessions of their own
    public static Examination postgresql(PostgresSettings settings) {
        try {
            var database = Postgres.connect(settings, new Postgres());
            return new Examination(database.source(), true, database::close);
        } catch (SetUpException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StoreException("the database '%s' does not answer".formatted(settings), e);
        }
    }

    /// @param version the latest step's
    /// @param pending how many steps of this release were not made
    public record Tables(String version, int pending) {}

    /// @throws StoreException when the database can't be read
    public Tables tables() {
        try {
            var info = Migrations.info(source, shared);
            var current = info.current();
            return new Tables(
                    current == null ? "none" : String.valueOf(current.getVersion()),
                    info.pending().length);
        } catch (FlywayException e) {
            throw new StoreException("the database can't be read", e);
        }
    }

    /// Faults that SQLite finds in its own file, a few lines at most.
    public List<String> damage() {
        if (shared) return List.of();
        return ask(
                handle ->
                        handle.createQuery("pragma quick_check(5)").mapTo(String.class).stream()
                                .filter(line -> !line.equals("ok"))
                                .toList());
    }

    /// Tries a change and an empty commit; tells why the database refuses them.
    public Optional<String> refusesChanges() {
        try {
            jdbi.useTransaction(
                    handle -> {
                        handle.execute("update vault_key set check_value = check_value");
                        handle.rollback();
                    });
            if (shared) jdbi.useTransaction(handle -> handle.execute(EMPTY_COMMIT));
            return Optional.empty();
        } catch (JdbiException e) {
            return Optional.of(innermost(e));
        }
    }

    /// Names of dial plans that differ from another one in case only. Such pairs were allowed once.
    public List<String> dialPlansAlike() {
        return ask(
                handle ->
                        handle.createQuery(
                                        """
                                        select d.dial_plan from dial_plan d
                                        where exists (select 1 from dial_plan o
                                            where lower(o.dial_plan) = lower(d.dial_plan) and o.dial_plan <> d.dial_plan)
                                        order by lower(d.dial_plan), d.dial_plan
                                        """)
                                .mapTo(String.class)
                                .list());
    }

    public List<DialPlan> dialPlans() {
        return ask(
                handle ->
                        handle.createQuery("select * from dial_plan order by dial_plan")
                                .map((row, _) -> Rows.dialPlan(row))
                                .list());
    }

    /// Every mailbox by its primary extension.
    public List<MailboxKey> mailboxes() {
        return ask(
                handle ->
                        handle.createQuery(
                                        "select dial_plan, primary_extension from mailbox order by dial_plan, primary_extension")
                                .map((row, _) -> new MailboxKey(row.getString(1), row.getString(2)))
                                .list());
    }

    /// The languages that owners have for themselves.
    public Set<Language> ownersLanguages() {
        return ask(
                handle ->
                        handle
                                .createQuery(
                                        "select distinct owner_language from mailbox where owner_language is not null")
                                .mapTo(String.class)
                                .stream()
                                .flatMap(tag -> Language.of(tag).stream())
                                .collect(Collectors.toSet()));
    }

    public Optional<Instant> newestEvent() {
        return ask(
                handle ->
                        handle.createQuery("select max(at) from event")
                                .mapTo(Long.class)
                                .findOne()
                                .map(Instant::ofEpochMilli));
    }

    /// The database's own clock; empty: it has none.
    public Optional<Instant> now(InstantSource here) {
        if (!shared) return Optional.empty();
        return Optional.of(ask(handle -> new Postgres().look(handle, here).now()));
    }

    /// How safe a commit is; empty: the database has no standby and writes to its disk.
    ///
    /// @param safe a commit outlives the loss of a server
    public record Durability(String found, boolean safe) {}

    public Optional<Durability> durability() {
        if (!shared) return Optional.empty();
        return ask(
                handle -> {
                    if (handle.createQuery("show fsync").mapTo(String.class).one().equals("off"))
                        return Optional.of(new Durability("fsync is off", false));
                    var standbys =
                            handle.createQuery("select count(*) from pg_stat_replication")
                                    .mapTo(Integer.class)
                                    .one();
                    var waitedFor =
                            handle.createQuery("show synchronous_standby_names")
                                    .mapTo(String.class)
                                    .one();
                    if (standbys == 0 && waitedFor.isEmpty()) return Optional.empty();
                    var found =
                            "%d standbys, %s"
                                    .formatted(
                                            standbys,
                                            waitedFor.isEmpty()
                                                    ? "and none is waited for"
                                                    : "waited for: " + waitedFor);
                    return Optional.of(new Durability(found, standbys > 0 && !waitedFor.isEmpty()));
                });
    }

    /// The command that makes PostgreSQL's extension for searches; empty: it is there, or needless.
    public Optional<String> commandForSearches() {
        if (!shared) return Optional.empty();
        return ask(
                handle ->
                        TrigramIndex.state(handle) == TrigramIndex.State.NO_EXTENSION
                                ? Optional.of(TrigramIndex.command(handle))
                                : Optional.empty());
    }

    /// Compares a key file with the database; returns the id of the key in use.
    ///
    /// @throws SetUpException when the file lacks a key that is needed
    public String requireKeys(Path path) {
        var file = new KeyFile(path);
        var inFile = file.read();
        return ask(
                handle -> {
                    var known = KnownKey.all(handle);
                    for (var key : known) KeyRing.requireSame(file, key, inFile);
                    var texts = new SealedTexts(handle);
                    var open = inFile.stream().mapToLong(key -> texts.under(key.id())).sum();
                    if (texts.all() > open)
                        throw new SetUpException(
                                "%d texts are sealed under keys that the key file '%s' does not hold"
                                        .formatted(texts.all() - open, file),
                                "restore these from a copy of the file; else the PINs concerned have to be reset");
                    return known.isEmpty() ? "none" : known.getLast().id();
                });
    }

    /// The cost of new hashes; empty until a server of this release has started.
    public Optional<Cost> hashCost() {
        return ask(CostInForce::find);
    }

    private <T> T ask(Function<Handle, T> question) {
        try {
            return jdbi.withHandle(question::apply);
        } catch (JdbiException e) {
            throw new StoreException("the database can't be read", e);
        }
    }

    private static String innermost(Throwable e) {
        return e.getCause() == null ? String.valueOf(e.getMessage()) : innermost(e.getCause());
    }

    @Override
    public void close() {
        close.run();
    }
}
