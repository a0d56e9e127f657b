package org.ovalogin.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTransactionsTest {
    @TempDir Path folder;
    private Database database;

    /// As of another process.
    private Database other;

    @BeforeEach
    void open() {
        database = Database.sqlite(folder.resolve("ova.db"), Duration.ZERO);
        other = Database.sqlite(folder.resolve("ova.db"), Duration.ZERO);
        database.writer().useHandle(handle -> handle.execute("create table t (a integer)"));
    }

    @AfterEach
    void close() {
        database.close();
        other.close();
    }

    private static int rows(Handle handle) {
        return handle.createQuery("select count(*) from t").mapTo(int.class).one();
    }

    private int rows() {
        return other.reader().inTransaction(SqliteTransactionsTest::rows);
    }

    @Test
    void writerHasTheLockFromItsBeginning() {
        database.writer()
                .useTransaction(
                        _ ->
                                assertThatThrownBy(() -> other.alone(SqliteTransactionsTest::rows))
                                        .isInstanceOf(TransactionException.class));
        int seen = other.alone(SqliteTransactionsTest::rows);
        assertThat(seen).isZero();
    }

    @Test
    void readerLocksNobodyAndSeesOneState() {
        database.reader()
                .useTransaction(
                        handle -> {
                            assertThat(rows(handle)).isZero();
                            other.alone(h -> h.execute("insert into t values (1)"));
                            assertThat(rows(handle)).isZero();
                        });
        int seen = database.reader().inTransaction(SqliteTransactionsTest::rows);
        assertThat(seen).isOne();
    }

    @Test
    void nothingIsThereBeforeTheCommit() {
        database.writer()
                .useTransaction(
                        handle -> {
                            handle.execute("insert into t values (1)");
                            assertThat(rows()).isZero();
                        });
        assertThat(rows()).isOne();
    }

    @Test
    void nothingIsKeptOfAFailure() {
        assertThatThrownBy(
                        () ->
                                database.writer()
                                        .useTransaction(
                                                handle -> {
                                                    handle.execute("insert into t values (1)");
                                                    handle.execute(
                                                            "insert into nowhere values (1)");
                                                }))
                .isInstanceOf(JdbiException.class);
        assertThat(rows()).isZero();
        database.alone(handle -> handle.execute("insert into t values (1)"));
        assertThat(rows()).as("the connection goes on").isOne();
    }

    @Test
    void failureOfTheCommitIsNoSuccess() {
        assertThatThrownBy(
                        () ->
                                database.writer()
                                        .useTransaction(handle -> handle.execute("rollback")))
                .isInstanceOf(TransactionException.class)
                .hasStackTraceContaining("no transaction is active");
        database.alone(handle -> handle.execute("insert into t values (1)"));
        assertThat(rows()).isOne();
    }

    @Test
    void transactionThatIsNotEndedIsNotKept() {
        assertThatThrownBy(
                        () ->
                                database.writer()
                                        .useHandle(
                                                handle -> {
                                                    handle.begin();
                                                    handle.execute("insert into t values (1)");
                                                }))
                .isInstanceOf(TransactionException.class);
        assertThat(rows()).isZero();
    }

    @Test
    void transactionWithinAnotherIsPartOfIt() {
        database.writer()
                .useTransaction(
                        handle -> {
                            handle.useTransaction(h -> h.execute("insert into t values (1)"));
                            assertThat(rows()).isZero();
                        });
        assertThat(rows()).isOne();
    }
}
