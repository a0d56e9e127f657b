package org.ovalogin.bench;

import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.ovalogin.Population;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.store.SqlMailboxStore;

/// Reads one mailbox of a thousand and saves it unchanged.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StoreBenchmark {
    private final Random random = new Random(1);
    private final Installations data = new Installations();
    private final Database database =
            Database.sqlite(data.uncounted(Installations.MAILBOXES).resolve("ova.db"));
    private final SqlMailboxStore store = new SqlMailboxStore(database, InstantSource.system());
    private MailboxKey key = key();

    private MailboxKey key() {
        var number = random.nextInt(Installations.MAILBOXES);
        return new MailboxKey("default", Population.extension(number));
    }

    @Setup(Level.Invocation)
    public void another() {
        key = key();
    }

    @Benchmark
    public Object read() {
        return store.read(view -> view.mailboxes().find(key));
    }

    @Benchmark
    public void save() {
        store.change(work -> work.mailboxes().save(work.mailboxes().find(key).orElseThrow()));
    }

    @TearDown
    public void close() {
        database.close();
        data.close();
    }
}
