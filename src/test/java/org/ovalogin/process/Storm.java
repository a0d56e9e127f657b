package org.ovalogin.process;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.store.EventQuery;
import org.ovalogin.core.store.StoreException;

/// Callers with right and wrong PINs, administrators and kills, all at once and controlled by a
/// seed, on servers that share a database.
final class Storm implements AutoCloseable {
    private static final int ATTACKERS = 6;
    private static final int OWNERS = 3;

    /// Shorter than any PIN of the policy, so certainly wrong.
    private static final String WRONG = "9753#";

    private final RealPostgres database;
    private final OpenFolder administrators;
    private final List<Path> folders;
    private final List<OvaServer> servers = new CopyOnWriteArrayList<>();
    private final Map<String, UUID> mailboxes;
    private final List<String> extensions;
    private final Random random;
    private final StormRecord record = new StormRecord();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean over;
    private long told;

    /// @param folders one for each server
    Storm(
            RealPostgres database,
            OpenFolder administrators,
            List<Path> folders,
            Map<String, UUID> mailboxes,
            long seed) {
        this.database = database;
        this.administrators = administrators;
        this.folders = folders;
        this.mailboxes = mailboxes;
        this.extensions = mailboxes.keySet().stream().sorted().toList();
        this.random = new Random(seed);
    }

    StormRecord record() {
        return record;
    }

    private OvaServer serve(Path folder) {
        return database.given(Ova.serve(folder)).withoutBudgets().start();
    }

    /// Adds a server.
    void join() {
        servers.add(serve(folders.get(servers.size())));
    }

    void blow(Duration length) {
        over = false;
        var seeds = new Random(random.nextLong());
        var all = new ArrayList<Future<?>>();
        for (var i = 0; i < ATTACKERS; i++) all.add(again(seeds.nextLong(), this::attack));
        for (var i = 0; i < OWNERS; i++) all.add(again(seeds.nextLong(), this::signIn));
        all.add(again(seeds.nextLong(), this::administer));
        all.add(again(0, _ -> listen()));
        kills(length);
        over = true;
        for (var one : all) finish(one);
    }

    private static void finish(Future<?> one) {
        try {
            one.get(2, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Future<?> again(long seed, Consumer<Random> what) {
        var own = new Random(seed);
        return threads.submit(
                () -> {
                    while (!over) what.accept(own);
                });
    }

    /// Kills mostly servers, sometimes the database.
    private void kills(Duration length) {
        var end = System.nanoTime() + length.toNanos();
        for (var kill = 1; System.nanoTime() < end; kill++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1000 + random.nextInt(2000)));
            if (kill % 3 == 2) {
                database.crash();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(500)));
                database.startAgain();
            } else {
                var which = random.nextInt(servers.size());
                servers.get(which).kill();
                servers.set(which, serve(folders.get(which)));
            }
        }
    }

    private void attack(Random own) {
        call(own, 1 + own.nextInt(3), false);
    }

    private void signIn(Random own) {
        call(own, 1, true);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(own.nextInt(300)));
    }

    private void call(Random own, int attempts, boolean right) {
        var extension = one(own, extensions);
        var keys = extension + (right ? newest(extension) + "#1" : WRONG.repeat(attempts));
        var number = String.valueOf(record.numbers.incrementAndGet());
        var refusals = 0;
        var in = false;
        try {
            var heard = new RawCall(one(own, servers).port(), keys).from(number).place();
            refusals =
                    (int)
                            heard.prompts().stream()
                                    .filter(
                                            p ->
                                                    p.equals("login-incorrect")
                                                            || p.equals("try-later"))
                                    .count();
            in = heard.result().equals("SUCCESS");
        } catch (UncheckedIOException e) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50)); // the server is down
        }
        record.calls.add(new StormRecord.Call(number, extension, attempts, right, refusals, in));
    }

    private String newest(String extension) {
        return record.pins(extension).stream().reduce((_, newer) -> newer).orElseThrow();
    }

    private static <T> T one(Random own, List<T> of) {
        return of.get(own.nextInt(of.size()));
    }

    private UUID guid(String extension) {
        return Optional.ofNullable(mailboxes.get(extension)).orElseThrow();
    }

    private void administer(Random own) {
        var extension = one(own, extensions);
        var guid = guid(extension);
        try {
            switch (own.nextInt(4)) {
                case 0 -> administrators.administration.pins().lock(guid, Actor.local("locker"));
                case 1 -> administrators.administration.pins().unlock(guid, Actor.local("opener"));
                default -> reset(own, extension);
            }
        } catch (StoreException | NotDone e) {
            // the result is unknown
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50 + own.nextInt(200)));
    }

    void reset(Random own, String extension) {
        var pin =
                IntStream.range(0, 8)
                        .mapToObj(_ -> "" + own.nextInt(10))
                        .reduce("", String::concat);
        var by = "resetter" + record.numbers.incrementAndGet();
        record.pins(extension).add(pin);
        var answered = false;
        try {
            var typed =
                    new Reset(
                            Optional.of(pin),
                            Optional.of(false),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
            administrators.administration.pins().reset(guid(extension), typed, Actor.local(by));
            answered = true;
        } finally {
            record.resets.add(new StormRecord.Reset(by, extension, answered));
        }
    }

    /// Reads events like an event stream.
    private void listen() {
        try {
            tell();
        } catch (StoreException e) {
            // try again shortly
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }

    void tell() {
        var settled = administrators.administration.settledEvents();
        var events =
                administrators.administration.events(
                        EventQuery.ALL.oldest(
                                EventQuery.Numbers.between(told, settled + 1), 100_000));
        for (var event : events) record.told.add(event.id());
        told = Math.max(told, settled);
    }

    @Override
    public void close() {
        over = true;
        threads.shutdownNow();
        servers.forEach(OvaServer::kill);
    }
}
