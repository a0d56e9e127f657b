package org.ovalogin.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.Notices;
import org.ovalogin.core.administration.SettableClock;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.vault.Vault;
import org.ovalogin.core.vault.VaultContext;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.KeyRing;
import org.ovalogin.storage.database.SetUpException;
import org.ovalogin.storage.store.RowInEachTable;
import org.ovalogin.storage.store.SqlMailboxStore;
import org.ovalogin.storage.store.SqlOutbox;
import org.ovalogin.storage.store.StoreContract;

/// A backup of an installation with two mailboxes, and what becomes of it.
class BackupTest {
    private static final Password PASSPHRASE = Password.of("correct horse battery");
    private static final Origin ADA = new Origin("account ada", "10.1.2.3");

    @TempDir private Path parent;
    private final SettableClock clock = new SettableClock();
    private final StoreContract site = new Installed();
    private DataFolder old;
    private DataFolder fresh;
    private Path file;
    private String sealed;

    private final class Installed extends StoreContract {
        @Override
        public Database open() {
            return Database.sqlite(old.database());
        }
    }

    @BeforeEach
    void install() {
        old = DataFolder.openOrCreate(parent.resolve("old"));
        fresh = DataFolder.openOrCreate(parent.resolve("fresh"));
        file = parent.resolve("ova.backup");
        site.begin();
        try (var ring = KeyRing.open(old.key(), site.database(), new SecureRandom())) {
            sealed = new Vault(ring).seal("text", VaultContext.of("test"));
        }
        site.added("51234");
        site.added("51235");
    }

    @AfterEach
    void close() {
        site.end();
    }

    private Manifest backup(boolean withKey, Optional<Password> passphrase) {
        return backup(withKey, passphrase, CopyProgress.UNHEARD);
    }

    private Manifest backup(boolean withKey, Optional<Password> passphrase, CopyProgress heard) {
        return new Backup(site.database(), old, old.key(), "ova-login test", heard)
                .write(file, withKey, passphrase, clock.instant());
    }

    private Manifest backup() {
        return backup(false, Optional.empty());
    }

    private Restore.Done restore(boolean lockAll) {
        return restore(Optional.empty(), lockAll);
    }

    private Restore.Done restore(Optional<Password> passphrase, boolean lockAll) {
        return new Restore(fresh, fresh.key(), CopyProgress.UNHEARD)
                .run(
                        new Restore.Wanted(file, passphrase, lockAll, ADA),
                        Optional.empty(),
                        clock.instant());
    }

    private void copyKey() {
        try {
            Files.copy(old.key(), fresh.key());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void assertRefused(String... words) {
        var before = files(fresh);
        assertThatThrownBy(() -> restore(false))
                .isInstanceOf(SetUpException.class)
                .hasMessageContainingAll(words);
        assertThat(files(fresh)).isEqualTo(before);
    }

    private static List<String> files(DataFolder folder) {
        try (var files = Files.list(Path.of(folder.toString()))) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Mailbox> mailboxes(Database database) {
        return new SqlMailboxStore(database, clock)
                .read(v -> v.mailboxes().page(MailboxQuery.ALL))
                .items();
    }

    @Test
    void whatIsRestoredIsWhatThereWas() {
        var manifest = backup();
        assertThat(manifest.rows("mailbox")).isEqualTo(2);
        assertThat(manifest.keys().ids()).hasSize(1);
        copyKey();
        var done = restore(false);
        assertThat(done.manifest()).isEqualTo(manifest);
        assertThat(done.locked()).isZero();
        try (var restored = Database.sqlite(fresh.database())) {
            assertThat(mailboxes(restored)).isEqualTo(mailboxes(site.database()));
            try (var ring = KeyRing.open(fresh.key(), restored, new SecureRandom())) {
                var text = new Vault(ring).open(sealed, VaultContext.of("test"));
                assertThat(text).isEqualTo("text");
            }
        }
        assertThat(files(fresh)).containsExactly("key", "ova.db");
    }

    @Test
    void theFileIsItsOwnersAndHoldsNoKey() throws IOException {
        backup();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var names = new ArrayList<String>();
        var content = new StringBuilder();
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                names.add(e.getName());
                content.append(new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(names).containsExactly("manifest.json", "manifest.seal", "ova.db");
        for (var line : Files.readAllLines(old.key()))
            if (!line.startsWith("#")) assertThat(content).doesNotContain(line.split(" ", 2)[1]);
        try (var beside = Files.list(parent)) {
            assertThat(beside).hasSize(3);
        }
    }

    private List<String> filesElsewhere() {
        try (var all = Files.walk(parent)) {
            return all.filter(f -> !f.startsWith(old.toString()) && Files.isRegularFile(f))
                    .map(Path::toString)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsInClearStaysInTheDataFolder() throws IOException {
        var left = Files.createDirectory(Path.of(old.toString(), "copying"));
        Files.writeString(left.resolve("ova.db"), "of one that was killed");
        var seen = new ArrayList<String>();
        backup(
                false,
                Optional.of(PASSPHRASE),
                (_, _, _) -> {
                    seen.addAll(files(old));
                    seen.addAll(filesElsewhere());
                    assertThatThrownBy(this::backup)
                            .isInstanceOf(SetUpException.class)
                            .hasMessageContaining("another ./ova backup");
                });
        assertThat(seen).contains("copying").noneMatch(f -> f.contains("/"));
        assertThat(files(old)).doesNotContain("copying");
        assertThat(file).exists();
    }

    @Test
    void aFileThatIsThereStays() throws IOException {
        Files.writeString(file, "precious");
        assertThatThrownBy(this::backup)
                .isInstanceOf(SetUpException.class)
                .hasMessageContaining("already exists");
        assertThat(file).hasContent("precious");
    }

    @Test
    void theKeyGoesWithAPassphraseOnly() {
        assertThatThrownBy(() -> backup(true, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(file).doesNotExist();
    }

    @Test
    void withItsKeyAndPassphraseItNeedsNothingElse() throws IOException {
        backup(true, Optional.of(PASSPHRASE));
        var bytes = Files.readAllBytes(file);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("manifest");
        assertThatThrownBy(() -> restore(Optional.of(Password.of("another phrase")), false))
                .isInstanceOf(SetUpException.class)
                .hasMessageContaining("passphrase");
        assertThat(files(fresh)).isEmpty();
        restore(Optional.of(PASSPHRASE), false);
        assertThat(files(fresh)).containsExactly("key", "ova.db");
        assertThat(fresh.key()).hasSameTextualContentAs(old.key());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh.key())))
                .isEqualTo("rw-------");
    }

    @Test
    void withoutTheKeyItSaysWhichOneIsMissing() {
        var id = backup().keys().ids().getFirst();
        assertThatThrownBy(() -> restore(false))
                .isInstanceOfSatisfying(
                        SetUpException.class, e -> assertThat(e.hint()).contains(id, "0600"));
        assertThat(files(fresh)).isEmpty();
        try (var other = Database.sqlite(parent.resolve("other.db"))) {
            KeyRing.open(fresh.key(), other, new SecureRandom()).close();
        }
        assertRefused(id);
    }

    @Test
    void anInstallationIsNeverReplaced() {
        backup();
        copyKey();
        restore(false);
        assertRefused("already");
    }

    @Test
    void everyByteThatChangedIsNoticed() throws IOException {
        backup();
        copyKey();
        var whole = Files.readAllBytes(file);
        for (var at = 0; at < whole.length; at += Math.max(1, whole.length / 23)) {
            var changed = whole.clone();
            changed[at] ^= 1;
            Files.write(file, changed);
            assertThatThrownBy(() -> restore(false)).isInstanceOf(SetUpException.class);
            assertThat(files(fresh)).containsExactly("key");
        }
        for (var length : List.of(0, 100, whole.length / 2, whole.length - 1)) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> restore(false)).isInstanceOf(SetUpException.class);
        }
        Files.write(file, whole);
        restore(false);
    }

    /// By somebody who can compute a digest, and has not the key.
    @Test
    void aBackupThatWasMadeUpIsNotRestored() throws IOException {
        var seal = entry("manifest.seal");
        Files.delete(file);
        site.database()
                .writer()
                .useHandle(h -> h.execute("update mailbox set mailbox_pinless = 1"));
        backup();
        var manifest = entry("manifest.json");
        var database = parent.resolve("forged.db");
        Files.write(database, entry("ova.db"));
        Files.delete(file);
        try (var out = Files.newOutputStream(file)) {
            BackupArchive.write(
                    out,
                    manifest,
                    new String(seal, StandardCharsets.UTF_8),
                    Optional.empty(),
                    database);
        }
        BackupArchive.addDigest(file);
        copyKey();
        assertRefused("was changed afterwards");
    }

    /// Somebody with another installation makes a backup of it that brings its key, and rewrites it
    /// without a passphrase.
    @Test
    void aKeyInClearIsNeverTaken() throws IOException {
        var database = parent.resolve("theirs.db");
        Files.write(database, entry("ova.db"));
        Files.delete(file);
        var manifest = backup(true, Optional.of(PASSPHRASE)).json();
        Files.delete(file);
        String seal;
        try (var ring = KeyRing.open(old.key(), site.database(), new SecureRandom())) {
            var digest = BackupArchive.hex(TableDigest.sha256().digest(manifest));
            seal = new Vault(ring).seal(digest, Backup.SEAL);
        }
        try (var out = Files.newOutputStream(file)) {
            var key = Optional.of(Files.readAllBytes(old.key()));
            BackupArchive.write(out, manifest, seal, key, database);
        }
        BackupArchive.addDigest(file);
        assertRefused("contains a key", "encrypted backups only");
        assertThatThrownBy(() -> restore(Optional.of(PASSPHRASE), false))
                .isInstanceOf(SetUpException.class)
                .hasMessageContaining("not sealed under a passphrase");
        copyKey();
        assertRefused("contains a key", "encrypted backups only");
    }

    /// The seal is of the manifest, which has the size: nothing that lies is unpacked.
    @Test
    void moreThanTheManifestSaysIsNotUnpacked() throws IOException {
        var manifest = entry("manifest.json");
        var seal = new String(entry("manifest.seal"), StandardCharsets.UTF_8);
        var honest = entry("ova.db").length;
        Files.delete(file);
        copyKey();
        var bomb = parent.resolve("bomb");
        Files.write(bomb, new byte[64 << 20]);
        try (var out = Files.newOutputStream(file)) {
            BackupArchive.write(out, manifest, seal, Optional.empty(), bomb);
        }
        BackupArchive.addDigest(file);
        Files.createDirectory(parent.resolve("work"));
        assertThatThrownBy(
                        () ->
                                BackupArchive.unpack(
                                        Files.newInputStream(file),
                                        false,
                                        parent.resolve("work"),
                                        _ -> {}))
                .isInstanceOf(SetUpException.class);
        assertThat(Files.size(parent.resolve("work/ova.db"))).isLessThanOrEqualTo(honest);
        assertRefused("changed");
    }

    @Test
    void otherNamesThanItsOwnAreNotUnpacked() throws IOException {
        var entries = List.of("../../evil", "/tmp/flow-evil", "manifest.json/../x");
        for (var name : entries) {
            try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(1);
            }
            BackupArchive.addDigest(file);
            assertRefused("not a backup");
        }
        assertThat(parent.resolve("evil")).doesNotExist();
    }

    @Test
    void aManifestThatAsksForMoreRoomThanThereIsIsRefusedBeforeItIsUnpacked() throws IOException {
        var manifest = new String(entry("manifest.json"), StandardCharsets.UTF_8);
        var huge =
                manifest.replaceFirst("\"bytes\" : [0-9]+", "\"bytes\" : " + Long.MAX_VALUE)
                        .getBytes(StandardCharsets.UTF_8);
        var database = parent.resolve("real.db");
        Files.write(database, entry("ova.db"));
        Files.delete(file);
        String seal;
        try (var ring = KeyRing.open(old.key(), site.database(), new SecureRandom())) {
            var digest = BackupArchive.hex(TableDigest.sha256().digest(huge));
            seal = new Vault(ring).seal(digest, Backup.SEAL);
        }
        try (var out = Files.newOutputStream(file)) {
            BackupArchive.write(out, huge, seal, Optional.empty(), database);
        }
        BackupArchive.addDigest(file);
        copyKey();
        assertRefused("has room for");
    }

    /// As with `key.file` in `/etc` and the data on a disk of its own.
    @Test
    void theKeyFileMayBeOnAnotherDisk() throws IOException {
        var memory = Path.of("/dev/shm");
        assumeThat(memory).isDirectory();
        assumeThat(Files.getFileStore(memory)).isNotEqualTo(Files.getFileStore(parent));
        backup(true, Optional.of(PASSPHRASE));
        var folder = Files.createTempDirectory(memory, "flow-");
        var key = folder.resolve("key");
        try {
            Files.writeString(folder.resolve("key.new-restored"), "of one that was killed");
            var done =
                    new Restore(fresh, key, CopyProgress.UNHEARD)
                            .run(
                                    new Restore.Wanted(file, Optional.of(PASSPHRASE), false, ADA),
                                    Optional.empty(),
                                    clock.instant());
            assertThat(done.keyTaken()).isTrue();
            assertThat(key).hasSameTextualContentAs(old.key());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
            assertThat(files(fresh)).containsExactly("ova.db");
            try (var all = Files.list(folder)) {
                assertThat(all).containsExactly(key);
            }
        } finally {
            Files.deleteIfExists(key);
            Files.delete(folder);
        }
    }

    @Test
    void aKeyFileThatIsThereStaysAndItIsSaidSo() {
        backup(true, Optional.of(PASSPHRASE));
        copyKey();
        assertThat(restore(Optional.of(PASSPHRASE), false).keyTaken()).isFalse();
    }

    private byte[] entry(String name) throws IOException {
        if (!Files.exists(file)) backup();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            for (var e = zip.getNextEntry(); e != null; e = zip.getNextEntry())
                if (e.getName().equals(name)) return zip.readAllBytes();
        }
        throw new AssertionError(name);
    }

    @Test
    void whatOpenedSomethingDoesNotComeBack() {
        RowInEachTable.fill(site.database(), 1, "vault_key");
        backup();
        copyKey();
        var done = restore(false);
        assertThat(done.tokens()).isEqualTo(1);
        try (var restored = Database.sqlite(fresh.database())) {
            for (var table : AfterRestore.FORGOTTEN)
                assertThat(count(restored, table)).as(table).isZero();
            assertThat(count(restored, "account")).isEqualTo(1);
        }
    }

    private static List<String> texts(Database database, String sql) {
        return database.reader().withHandle(h -> h.createQuery(sql).mapTo(String.class).list());
    }

    private static int count(Database database, String table) {
        return database.reader()
                .withHandle(
                        h -> h.createQuery("select count(*) from " + table).mapTo(int.class).one());
    }

    @Test
    void lettersThatWaitedAreNotSentAndMarkTheirMailboxes() {
        var tony = mailboxes(site.database()).getFirst();
        var notice =
                new Notice(
                        UUID.randomUUID(),
                        new Notice.Addressee.Owner(tony.guid()),
                        tony.address().orElseThrow(),
                        new Notice.Report(Notice.Kind.RESET, "system", 0),
                        new Notice.Secret(Optional.of("secret"), tony.pin().version()),
                        clock.instant());
        site.store().change(w -> w.notices().post(notice));
        backup();
        copyKey();
        assertThat(restore(false).letters()).isEqualTo(1);
        try (var restored = Database.sqlite(fresh.database())) {
            assertThat(new SqlOutbox(restored, clock).claim(9, Duration.ofMinutes(1))).isEmpty();
            var store = new SqlMailboxStore(restored, clock);
            assertThat(store.read(v -> v.notices().failure(tony.guid())).orElseThrow().why())
                    .isEqualTo("Restored");
            assertThat(texts(restored, "select coalesce(pin_sealed, 'wiped') from outbox"))
                    .containsExactly("wiped");
        }
    }

    @Test
    void lettersToAdministratorsThatWaitedAreNotSentEither() {
        var notice = Notices.toAda(Language.EN, clock.instant(), "Trunk");
        site.store().change(w -> w.notices().post(notice));
        backup();
        copyKey();
        assertThat(restore(false).letters()).isEqualTo(1);
        try (var restored = Database.sqlite(fresh.database())) {
            assertThat(new SqlOutbox(restored, clock).claim(9, Duration.ofMinutes(1))).isEmpty();
            assertThat(texts(restored, "select subject from event where name = 'MAIL_FAILED'"))
                    .containsExactly("ada");
        }
    }

    @Test
    void allAreLockedWhereThatIsWanted() {
        backup();
        copyKey();
        clock.pass(Duration.ofDays(1));
        assertThat(restore(true).locked()).isEqualTo(2);
        try (var restored = Database.sqlite(fresh.database())) {
            assertThat(mailboxes(restored))
                    .hasSize(2)
                    .allSatisfy(m -> assertThat(m.lockouts().lockedByAdministrator()).isTrue());
            var store = new SqlMailboxStore(restored, clock);
            for (var mailbox : mailboxes(restored)) {
                List<Event> events = store.read(v -> v.events().of(mailbox.guid(), 9));
                assertThat(events)
                        .extracting(Event::name, Event::origin)
                        .containsExactly(tuple(Event.Name.LOCKED, ADA));
            }
        }
    }

    @Test
    void itIsOnTheRecord() {
        var created = backup().created();
        copyKey();
        restore(false);
        try (var restored = Database.sqlite(fresh.database())) {
            assertThat(
                            texts(
                                    restored,
                                    "select name || ' ' || subject from event order by event_id"))
                    .endsWith("RESTORED backup of " + created);
        }
    }

    @Test
    void aRestoreThatWasBrokenOffIsNoInstallationAndCanBeRunAgain() throws IOException {
        backup();
        copyKey();
        Files.createDirectory(fresh.restoring());
        Files.writeString(fresh.restoring().resolve("ova.db"), "half");
        assertThatThrownBy(() -> DataFolder.openOrCreate(parent.resolve("fresh")))
                .isInstanceOf(SetUpException.class)
                .hasMessageContaining("broken off");
        restore(false);
        assertThat(files(fresh)).containsExactly("key", "ova.db");
        var _ = DataFolder.openOrCreate(parent.resolve("fresh"));
    }
}
