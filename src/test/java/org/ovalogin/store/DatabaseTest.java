package org.ovalogin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.mailbox.DialPlan;
import org.ovalogin.mailbox.SettableClock;
import org.ovalogin.mailbox.StoreException;

class DatabaseTest {
    @TempDir Path folder;

    @Test
    void databaseLockedByAnotherProcessIsAStoreExceptionAndWorksOnceItIsFree() throws Exception {
        var file = folder.resolve("ova.db");
        try (var database = Database.sqlite(file, Duration.ofMillis(50))) {
            var store = new SqlMailboxStore(database, new SettableClock());
            try (var other = DriverManager.getConnection("jdbc:sqlite:" + file);
                    var statement = other.createStatement()) {
                statement.execute("begin immediate");
                for (var i = 0; i < 3; i++) {
                    assertThatThrownBy(() -> store.change(w -> w.add(DialPlan.named("lost"))))
                            .isInstanceOf(StoreException.class);
                }
                statement.execute("rollback");
            }
            store.change(work -> work.add(DialPlan.named("kept")));
            List<DialPlan> found = store.read(view -> view.dialPlans());
            assertThat(found).containsExactly(DialPlan.named("kept"));
        }
    }
}
