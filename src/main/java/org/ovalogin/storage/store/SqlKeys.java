package org.ovalogin.storage.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.store.PinSafe;
import org.ovalogin.core.store.StoreKeys;
import org.ovalogin.core.vault.VaultKey;
import org.ovalogin.storage.database.FolderLock;
import org.ovalogin.storage.database.KeyRing;
import org.ovalogin.storage.database.KnownKey;
import org.ovalogin.storage.database.SealedTexts;
import org.ovalogin.storage.database.SetUpException;

/// The keys of an SQL database and its key file. A rotation is a series of complete steps: the key
/// is in the file before the database knows it, and in use before anything is sealed under it.
/// Thread-safe, and safe beside servers.
public final class SqlKeys implements StoreKeys {
    private static final String CHANGE = "change of keys";

    private final Transactions transactions;
    private final KeyRing ring;
    private final PinSafe safe;
    private final boolean shared;
    private final Duration settling;

    /// @param store passes the events on
    /// @param shared other servers may use the database
    public SqlKeys(SqlMailboxStore store, KeyRing ring, PinSafe safe, boolean shared) {
        // Within this time every server seals under the key in use, and earlier texts are in the
        // database or lost.
        this(store, ring, safe, shared, KeyRing.EVERY.multipliedBy(3));
    }

    /// @param settling how long after the change of keys the last look is taken
    SqlKeys(SqlMailboxStore store, KeyRing ring, PinSafe safe, boolean shared, Duration settling) {
        this.transactions = store.transactions();
        this.ring = ring;
        this.safe = safe;
        this.shared = shared;
        this.settling = settling;
    }

    @Override
    public List<Key> all() {
        var inFile = ring.file().read();
        return transactions.read(
                "look at the keys",
                view -> {
                    var texts = new SealedTexts(view.handle());
                    var known = KnownKey.all(view.handle());
                    var all = new ArrayList<Key>();
                    for (var key : known)
                        all.add(
                                new Key(
                                        key.id(),
                                        state(key, known),
                                        key.usedSince(),
                                        texts.under(key.id()),
                                        inFile.stream().anyMatch(key::is)));
                    for (var key : spare(inFile, known))
                        all.add(
                                new Key(
                                        key.id(),
                                        State.SPARE,
                                        Optional.empty(),
                                        texts.under(key.id()),
                                        true));
                    return all;
                });
    }

    private static State state(KnownKey key, List<KnownKey> known) {
        if (key.equals(known.getLast())) return State.IN_USE;
        return key.retired() ? State.RETIRED : State.FORMER;
    }

    private static List<VaultKey> spare(List<VaultKey> inFile, List<KnownKey> known) {
        return inFile.stream()
                .filter(key -> known.stream().noneMatch(k -> k.id().equals(key.id())))
                .toList();
    }

    @Override
    public void rotate(boolean everywhere, Origin origin, Consumer<Step> told) {
        try (var _ = FolderLock.ofKeys(ring.file())) {
            var known = ring.known();
            var inUse = known.getLast();
            if (left(inUse.id()) > 0
                    || known.stream().anyMatch(k -> !k.equals(inUse) && !k.retired())) {
                told.accept(new Step.GoingOn(inUse.id()));
                seal(inUse.id(), origin, told);
                return;
            }
            var file = ring.file().toString();
            var spare = spare(ring.file().read(), known).stream().findFirst();
            var key = spare.orElseGet(() -> ring.file().add());
            if (spare.isEmpty()) told.accept(new Step.Added(key.id(), file));
            if (shared && !everywhere) {
                told.accept(new Step.ToBeCopied(key.id(), file));
                return;
            }
            use(inUse, key, origin);
            told.accept(new Step.InUse(key.id()));
            seal(key.id(), origin, told);
        }
    }

    private long left(String key) {
        return transactions.read(
                "look at the keys",
                view -> {
                    var texts = new SealedTexts(view.handle());
                    return texts.all() - texts.under(key);
                });
    }

    /// From here on servers seal under the new key, as soon as they know.
    private void use(KnownKey former, VaultKey key, Origin origin) {
        if (ring.file().read().stream().noneMatch(k -> k.checkValue().equals(key.checkValue())))
            throw new SetUpException(
                    "the key '%s' is not in the file '%s' any more"
                            .formatted(key.id(), ring.file()),
                    "run ./ova key rotate again");
        ring.find(key.id());
        transactions.alone(
                CHANGE,
                work -> {
                    var handle = work.handle();
                    var asSeen = KnownKey.all(handle).getLast().equals(former);
                    if (!asSeen || !KnownKey.use(handle, key, work.now()))
                        throw new SetUpException(
                                "another ./ova key rotate was quicker", "look at ./ova key list");
                    for (var account : work.accounts().all())
                        work.delays()
                                .rename(
                                        safe.mark(account.name(), former.id()),
                                        safe.mark(account.name(), key.id()));
                    work.events().append(Event.keyRotated(work.now(), key.id(), false, origin));
                    return true;
                });
        ring.lookAgain();
    }

    private void seal(String key, Origin origin, Consumer<Step> told) {
        var total = left(key);
        var done = 0L;
        var unopened = List.<String>of();
        told.accept(new Step.Sealed(0, total));
        for (var settled = false; ; settled = true) {
            unopened = new ArrayList<>();
            for (var place : SealedTexts.Place.values()) {
                for (var batch = next(place, key, ""); !batch.last().isEmpty(); ) {
                    done += batch.sealed();
                    unopened.addAll(batch.unopened());
                    told.accept(new Step.Sealed(Math.min(done, total), total));
                    batch = next(place, key, batch.last());
                }
            }
            if (settled) break;
            LockSupport.parkNanos(settling.toNanos());
        }
        var end = unopened.isEmpty() ? finish(key, origin) : new Step.Left(unopened);
        told.accept(end);
        if (end instanceof Step.Left(var what))
            throw new SetUpException(
                    "not everything is under key '%s': %d left".formatted(key, what.size()),
                    "reset the PINs and passwords that can't be opened, then run ./ova key rotate again");
    }

    private SealedTexts.Batch next(SealedTexts.Place place, String key, String after) {
        return transactions.alone(
                CHANGE, work -> new SealedTexts(work.handle()).next(place, key, after, safe));
    }

    private Step finish(String key, Origin origin) {
        return transactions.alone(
                CHANGE,
                work -> {
                    var handle = work.handle();
                    var texts = new SealedTexts(handle);
                    var left = texts.all() - texts.under(key);
                    if (left > 0)
                        return new Step.Left(
                                List.of(left + " texts were sealed under another key meanwhile"));
                    var known = KnownKey.all(handle);
                    known.stream()
                            .filter(k -> !k.id().equals(key))
                            .forEach(k -> KnownKey.retire(handle, k.id(), work.now()));
                    work.events().append(Event.keyRotated(work.now(), key, true, origin));
                    var inFile = ring.file().read();
                    return new Step.Done(
                            key,
                            known.stream()
                                    .filter(k -> !k.id().equals(key))
                                    .filter(k -> inFile.stream().anyMatch(k::is))
                                    .map(KnownKey::id)
                                    .toList());
                });
    }

    @Override
    public void remove(String id) {
        try (var _ = FolderLock.ofKeys(ring.file())) {
            var key =
                    all().stream()
                            .filter(k -> k.id().equals(id))
                            .filter(Key::here)
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new SetUpException(
                                                    "there is no key '%s' in the file '%s'"
                                                            .formatted(id, ring.file()),
                                                    "look at ./ova key list"));
            if (key.texts() > 0 || (key.state() != State.RETIRED && key.state() != State.SPARE))
                throw new SetUpException(
                        "the key '%s' is needed: %s"
                                .formatted(
                                        id,
                                        key.state() == State.IN_USE
                                                ? "it is in use"
                                                : key.texts() + " texts are sealed under it"),
                        "./ova key rotate puts everything under another key");
            ring.file().remove(id);
        }
    }
}
