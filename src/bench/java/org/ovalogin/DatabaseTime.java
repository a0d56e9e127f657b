package org.ovalogin;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.ovalogin.config.Configuration;
import org.ovalogin.core.signin.CallSource;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.signin.Verdict;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.storage.database.DataFolder;

/// Prints the time of a sign-in in databases of several sizes, in microseconds: the median of many,
/// in turns, each on another mailbox. Hashes are nearly free, so this is the database's time.
public final class DatabaseTime {
    private static final Pin PIN = Pin.of(Population.PIN).orElseThrow();
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 20);
    private static final int SIGN_INS = 100;

    private final Core core;
    private final int mailboxes;
    private final Random random = new Random(1);
    private final List<Long> nanos = new ArrayList<>();

    private DatabaseTime(Path data, int mailboxes, String url) {
        this.mailboxes = mailboxes;
        var environment = Population.environment(url);
        var configuration = Configuration.read(Optional.empty(), environment, Map.of());
        core =
                new Core(
                        DataFolder.openOrCreate(data),
                        configuration,
                        Surroundings.real(_ -> {}, _ -> UncountedHashing.hasher()));
    }

    /// @param arguments for each database a data folder, the number of its mailboxes, and the URL
    ///   of PostgreSQL or nothing
    public static void main(String[] arguments) {
        var databases = new ArrayList<DatabaseTime>();
        for (var i = 0; i < arguments.length; i += 3)
            databases.add(
                    new DatabaseTime(
                            Path.of(arguments[i]),
                            Integer.parseInt(arguments[i + 1]),
                            arguments[i + 2]));
        for (var round = 0; round <= ROUNDS; round++) {
            if (round == 1) databases.forEach(d -> d.nanos.clear()); // the first warms up
            for (var database : databases)
                for (var i = 0; i < SIGN_INS; i++) database.signIn();
        }
        for (var database : databases) {
            var sorted = database.nanos.stream().mapToLong(Long::longValue).sorted().toArray();
            System.out.println(sorted[sorted.length / 2] / 1000);
            database.core.close();
        }
    }

    private void signIn() {
        var extension = Population.extension(random.nextInt(mailboxes));
        var key = new MailboxKey("default", extension);
        var source = new CallSource("4155550100", "PJSIP/trunk", "127.0.0.1", Optional.empty());
        var start = System.nanoTime();
        if (!(core.signIn.attempt(key, PIN, source) instanceof Verdict.Admitted(var admission)))
            throw new IllegalStateException("not admitted: " + extension);
        core.signIn.arrived(admission);
        var ends = InstantSource.system().instant().plus(Duration.ofHours(1));
        var _ = core.sessions.issue(admission, extension, ends, 0);
        nanos.add(System.nanoTime() - start);
    }
}
