package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.store.EventQuery;
import org.ovalogin.core.store.EventQuery.Match;
import org.ovalogin.core.store.EventQuery.Period;
import org.ovalogin.core.store.EventQuery.Source;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.FreshDatabase;

/// The plans that SQLite makes for searches of events.
class EventIndexTest extends StoreContract {
    @TempDir Path folder;

    @Override
    public Database open() {
        return FreshDatabase.open(folder.resolve("ova.db"));
    }

    private static Source source(String field) {
        return new Source(
                Optional.empty(),
                Optional.of("tony").filter(_ -> field.equals("account")),
                Optional.of("0555").filter(_ -> field.equals("caller")),
                Optional.of("192.0.2.1").filter(_ -> field.equals("address")));
    }

    private static EventQuery query(String filters) {
        var all = Set.of(filters.split(" "));
        var source =
                all.stream().filter(Set.of("account", "caller", "address")::contains).findFirst();
        return EventQuery.of(
                new Match(
                        Optional.of(UUID.randomUUID()).filter(_ -> all.contains("mailbox")),
                        Optional.empty(),
                        all.contains("name") ? Set.of(Name.SIGN_IN) : Set.of(),
                        Optional.of("Success").filter(_ -> all.contains("result")),
                        source(source.orElse(""))),
                all.contains("period")
                        ? new Period(
                                Optional.of(Instant.EPOCH),
                                Optional.of(Instant.EPOCH.plusSeconds(1)))
                        : Period.ALWAYS);
    }

    /// The plan of each statement.
    private Map<String, List<String>> plans(EventQuery query) {
        return store().read(
                        view -> {
                            var handle = ((SqlSnapshot) view).handle();
                            var statements = new ArrayList<String>();
                            handle.getConfig(SqlStatements.class)
                                    .setSqlLogger(
                                            new SqlLogger() {
                                                @Override
                                                public void logAfterExecution(
                                                        StatementContext context) {
                                                    statements.add(context.getParsedSql().getSql());
                                                }
                                            });
                            view.events().list(query);
                            handle.getConfig(SqlStatements.class)
                                    .setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
                            var plans = new java.util.LinkedHashMap<String, List<String>>();
                            for (var sql : statements)
                                plans.put(
                                        sql,
                                        handle.createQuery(
                                                        "explain query plan "
                                                                + sql.replace("?", "'1'"))
                                                .map((row, _) -> row.getString("detail"))
                                                .list());
                            return plans;
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailbox",
                "mailbox name result",
                "mailbox caller name period",
                "account",
                "account name result period",
                "caller",
                "caller name result",
                "caller address",
                "address",
                "address name result period",
                "name",
                "name result",
                "result",
                "result period",
                "period",
                "",
            })
    void everyFilterHasAnIndexInTheOrderOfEvents(String filters) {
        append();
        var plans = plans(query(filters));
        assertThat(plans).isNotEmpty();
        assertThat(plans)
                .allSatisfy(
                        (sql, plan) ->
                                assertThat(plan)
                                        .as(sql)
                                        .noneMatch(step -> step.contains("TEMP B-TREE"))
                                        .noneMatch(step -> step.startsWith("SCAN event")));
    }

    @Test
    void aMailboxIsFoundByItsOwnIndexWhateverElseIsAsked() {
        assertThat(plans(query("mailbox caller name result")).values())
                .singleElement()
                .asString()
                .contains("event_of_mailbox");
        assertThat(plans(query("caller name result")).values())
                .singleElement()
                .asString()
                .contains("event_by_whom");
    }

    /// So that a name has a result to look for.
    private void append() {
        var mailbox = added("51234");
        store().change(work -> work.events().append(event(mailbox, "Success")));
    }
}
