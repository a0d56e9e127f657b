package org.ovalogin.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.SetUpException;
import org.ovalogin.storage.database.Tables;
import org.ovalogin.storage.store.RowInEachTable;

class DatabaseCopyTest {
    private static final int ROWS = 3;

    /// Copied are all tables that there are. Whoever adds one says here whether a restore may bring
    /// it back; what opens something must be in [AfterRestore#FORGOTTEN] instead.
    private static final Set<String> KEPT =
            Set.of(
                    "account",
                    "alias",
                    "budget",
                    "dial_plan",
                    "event",
                    "extension",
                    "hash_cost",
                    "history_check",
                    "mailbox",
                    "mailbox_policy",
                    "milestone",
                    "moved_box",
                    "outbox",
                    "pin_history",
                    "revision",
                    "sign_in_delay",
                    "token_bucket",
                    "vault_key");

    @TempDir private Path folder;
    private Database source;
    private Database target;

    @BeforeEach
    void open() {
        source = Database.sqlite(folder.resolve("source.db"));
        target = Database.sqlite(folder.resolve("target.db"));
    }

    @AfterEach
    void close() {
        source.close();
        target.close();
    }

    private static Set<String> catalogue(Database database) {
        var names =
                database.reader()
                        .withHandle(
                                h ->
                                        h.createQuery(
                                                        "select name from sqlite_master where type = 'table'"
                                                                + " and name not like 'sqlite%' and name <> 'flyway_schema_history'")
                                                .mapTo(String.class)
                                                .filter(name -> !name.startsWith(Tables.DERIVED))
                                                .list());
        return new TreeSet<>(names);
    }

    private static List<String> rows(Database database, String table) {
        return everything(database).getOrDefault(table, List.of());
    }

    private static Map<String, List<String>> everything(Database database) {
        return RowInEachTable.of(database);
    }

    @Test
    void everyTableIsKnownToRestores() {
        var known = new TreeSet<>(KEPT);
        known.addAll(AfterRestore.FORGOTTEN);
        assertThat(catalogue(source)).isEqualTo(known);
    }

    @Test
    void everyRowOfEveryTableIsCopied() {
        RowInEachTable.fill(source, ROWS);
        var sums = new DatabaseCopy(CopyProgress.UNHEARD).copy(source, target);
        assertThat(sums.keySet()).isEqualTo(catalogue(source));
        assertThat(sums.values()).allSatisfy(sum -> assertThat(sum.rows()).isEqualTo(ROWS));
        assertThat(everything(target)).isEqualTo(everything(source));
        assertThat(everything(target).values()).allSatisfy(r -> assertThat(r).hasSize(ROWS));
    }

    @Test
    void progressIsOfAllRows() {
        RowInEachTable.fill(source, ROWS);
        var heard = new ArrayList<Long>();
        var all = (long) ROWS * catalogue(source).size();
        new DatabaseCopy(
                        (table, done, of) -> {
                            assertThat(catalogue(source)).contains(table);
                            assertThat(of).isEqualTo(all);
                            heard.add(done);
                        })
                .move(source, target);
        assertThat(heard).isSorted().endsWith(all);
    }

    @Test
    void whatIsNotEmptyIsNotCopiedInto() {
        RowInEachTable.fill(source, ROWS);
        target.writer()
                .useHandle(
                        h ->
                                h.execute(
                                        "insert into vault_key (key_id, check_value) values ('k', 'c')"));
        var before = everything(target);
        assertThatThrownBy(() -> new DatabaseCopy(CopyProgress.UNHEARD).move(source, target))
                .isInstanceOf(SetUpException.class)
                .hasMessageContaining("vault_key");
        assertThat(everything(target)).isEqualTo(before);
    }

    @Test
    void anErrorInTheMiddleLeavesNothing() {
        RowInEachTable.fill(source, ROWS);
        target.writer()
                .useHandle(
                        h ->
                                h.execute(
                                        "create trigger broken before insert on token begin select raise(abort, 'broken'); end"));
        assertThatThrownBy(() -> new DatabaseCopy(CopyProgress.UNHEARD).move(source, target))
                .isInstanceOf(StoreException.class)
                .hasStackTraceContaining("broken");
        assertThat(everything(target).values()).allSatisfy(r -> assertThat(r).isEmpty());
    }

    @Test
    void whatIsPutOtherwiseThanItWasReadIsNoticed() {
        RowInEachTable.fill(source, ROWS);
        target.writer()
                .useHandle(
                        h ->
                                h.execute(
                                        "create trigger sly after insert on alias begin update alias set position = 9; end"));
        assertThatThrownBy(() -> new DatabaseCopy(CopyProgress.UNHEARD).move(source, target))
                .hasStackTraceContaining("'alias': the copy differs");
        assertThat(rows(target, "alias")).isEmpty();
    }

    @Test
    void aTableThatTheOtherLacksIsNoticed() {
        source.writer().useHandle(h -> h.execute("create table later (n integer primary key)"));
        assertThatThrownBy(() -> new DatabaseCopy(CopyProgress.UNHEARD).move(source, target))
                .hasStackTraceContaining("later");
    }

    @Test
    void whatIsWrittenMeanwhileIsNotInTheCopyOrAllOfIt() {
        RowInEachTable.fill(source, ROWS);
        var copy =
                new DatabaseCopy(
                        (_, _, _) ->
                                source.writer().useHandle(h -> h.execute("delete from event")));
        var sums = copy.copy(source, target);
        assertThat(sums.get("event")).extracting(TableDigest.Sum::rows).isEqualTo((long) ROWS);
        assertThat(rows(source, "event")).isEmpty();
    }

    @Test
    void tablesComeAfterThoseTheyReferTo() {
        assertThat(
                        Tables.inOrder(
                                Map.of(
                                        "a", Set.of("b", "c"),
                                        "b", Set.of("c"),
                                        "c", Set.of())))
                .containsExactly("c", "b", "a");
        assertThatThrownBy(() -> Tables.inOrder(Map.of("a", Set.of("b"), "b", Set.of("a"))))
                .isInstanceOf(IllegalStateException.class);
    }
}
