package org.ovalogin.storage.database;

import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jdbi.v3.core.Jdbi;
import org.ovalogin.net.Release;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a database's tables up to this release.
public final class Migrations {
    private static final Logger log = LoggerFactory.getLogger(Migrations.class);

    /// `V9__more_languages_since_7.sql`: a release with the tables of 7 or later works on.
    private static final Pattern BESIDE = Pattern.compile(" since ([0-9.]+)$");

    private static final String FOLDER = "classpath:org/ovalogin/storage/database/";

    private static final String SQLITE = "sqlite";
    private static final String POSTGRESQL = "postgresql";

    private static final long MIGRATING = 0x4f57_0000_0000_0002L;

    /// SQLite's texts have no length and are in the order of their characters' codes. PostgreSQL's
    /// are made the same, whatever the database's language is.
    private static final String SAME_TEXT =
            """
            do $$ declare t text; c text; begin
                for t, c in select table_name, string_agg(format('alter %I type text collate "C"', column_name), ', ')
                    from information_schema.columns join information_schema.tables using (table_schema, table_name)
                    where table_schema = current_schema and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'
                        and (data_type in ('character', 'character varying') or data_type = 'text' and collation_name is distinct from 'C')
                    group by table_name
                loop execute format('alter table %I %s', t, c); end loop;
            end $$\
            """;

    private Migrations() {}

    /// Refuses the tables of a later release.
    ///
    /// @param source does not enforce foreign keys, so that a table that others refer to can be
    ///   built anew
    static void sqlite(DataSource source) {
        sqlite(source, MigrationVersion.LATEST);
    }

    /// @param last the step to stop at
    static void sqlite(DataSource source, MigrationVersion last) {
        sqlite(flyway(source, SQLITE, "integer", "").target(last));
    }

    /// @param before runs before the first step that changes something
    static void sqlite(DataSource source, BeforeUpgrade before) {
        sqlite(flyway(source, SQLITE, "integer", "").callbacks(before));
    }

    private static void sqlite(FluentConfiguration configuration) {
        // by default it takes the tables of a later release
        var flyway = configuration.ignoreMigrationPatterns(new String[0]).load();
        try {
            flyway.migrate();
        } catch (FlywayValidateException e) {
            throw laterRelease(flyway.info().all()).orElseThrow(() -> e);
        }
    }

    /// Plain words where the tables are of a later release.
    private static Optional<RuntimeException> laterRelease(MigrationInfo[] steps) {
        var found = latest(steps, step -> !step.getState().isResolved());
        var own = latest(steps, step -> step.getState().isResolved());
        return found.map(
                step ->
                        new SetUpException(
                                "the database has the tables of a later release: step %s, and ova-login %s knows steps up to %s"
                                        .formatted(step, Release.NUMBER, own.orElseThrow()),
                                "start the later release again, or put back the copy from before its upgrade: docs/operations.md"));
    }

    private static Optional<MigrationVersion> latest(
            MigrationInfo[] steps, Predicate<MigrationInfo> which) {
        return Stream.of(steps)
                .filter(which)
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    }

    /// Servers that start at the same moment come one after the other.
    public static void postgresql(DataSource source) {
        postgresql(source, MigrationVersion.LATEST);
    }

    /// @param last the step to stop at
    public static void postgresql(DataSource source, MigrationVersion last) {
        var jdbi = Jdbi.create(source);
        jdbi.useHandle(
                handle -> {
                    handle.execute("select pg_advisory_lock(?)", MIGRATING);
                    var flyway =
                            flyway(
                                            source,
                                            POSTGRESQL,
                                            "bigint generated by default as identity",
                                            "unlogged")
                                    .ignoreMigrationPatterns("*:future")
                                    .target(last)
                                    .load();
                    refuseUnlessBeside(flyway.info().all());
                    flyway.migrate();
                    handle.execute(SAME_TEXT);
                    handle.execute("select pg_advisory_unlock(?)", MIGRATING);
                });
    }

    /// Accepts a later release's tables if each of its steps names this release's.
    private static void refuseUnlessBeside(MigrationInfo[] steps) {
        var own =
                Stream.of(steps)
                        .filter(step -> step.getState().isResolved())
                        .map(MigrationInfo::getVersion)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        for (var step : steps) {
            var version = step.getVersion();
            if (version == null || version.compareTo(own) <= 0) continue;
            var beside = BESIDE.matcher(step.getDescription());
            if (!beside.find() || MigrationVersion.fromVersion(beside.group(1)).compareTo(own) > 0)
                throw new IllegalStateException(
                        "its tables are those of a later release (%s '%s'), this one's are of %s"
                                .formatted(version, step.getDescription(), own));
            log.warn("the database has tables of a later release ({}); working beside it", version);
        }
    }

    /// Tells which steps were made and which are pending; changes nothing.
    ///
    /// @param shared it is PostgreSQL
    public static MigrationInfoService info(DataSource source, boolean shared) {
        return flyway(source, shared ? POSTGRESQL : SQLITE, "integer", "").load().info();
    }

    /// @param own folder of the steps for this kind of database alone
    private static FluentConfiguration flyway(
            DataSource source, String own, String counting, String unlogged) {
        return Flyway.configure()
                .dataSource(source)
                .locations(FOLDER + "migrations", FOLDER + own)
                .javaMigrations(new NameKeys(), new NameOrders())
                .placeholders(Map.of("counting", counting, "unlogged", unlogged));
    }
}
