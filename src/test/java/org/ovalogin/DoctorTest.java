package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.call.dialog.DoctorsCall;
import org.ovalogin.call.fastagi.FastAgiServer;
import org.ovalogin.config.Configuration;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.storage.database.FolderLock;
import org.ovalogin.storage.database.RunningServer;
import picocli.CommandLine;

/// What `./ova doctor` finds in an installation that is in order, and in one where something is
/// wrong.
class DoctorTest {
    private static final Path SOUNDS = Path.of("asterisk-config/sounds");

    @TempDir private Path parent;
    private Path data;
    private final List<String> settings = new ArrayList<>();

    /// @param rc how it ended
    private record Report(int rc, String text) {
        Report finds(String level, String words) {
            assertThat(text.lines().filter(line -> line.startsWith(level)))
                    .as(text)
                    .anyMatch(line -> line.contains(words));
            return this;
        }

        Report problem(String words) {
            assertThat(rc).as(text).isEqualTo(1);
            return finds("problem ", words);
        }
    }

    @BeforeEach
    void install() {
        data = parent.resolve("data");
        var configuration =
                Configuration.read(Optional.empty(), Map.of(), Map.of("http.listen", "none"));
        var folder = DataFolder.openOrCreate(data);
        try (var core = new Core(folder, configuration)) {
            core.administration().createDefaults();
            var wanted = Enabling.of("default", "51234", "tony@contoso.com");
            core.administration().mailboxes().enable(wanted, Actor.local("test"));
        }
        settings.add("http.listen = none");
        settings.add("fastagi.maxConnections = 100");
    }

    private Report doctor(String... more) throws IOException {
        Files.write(data.resolve("ova.conf"), settings);
        var out = new StringWriter();
        var line = new CommandLine(new Doctor()).setOut(new PrintWriter(out, true));
        var arguments = new ArrayList<>(List.of("--data", data.toString()));
        arguments.addAll(List.of(more));
        if (!arguments.contains("--asterisk-sounds"))
            arguments.addAll(List.of("--asterisk-sounds", SOUNDS.toString()));
        if (!arguments.contains("--asterisk"))
            arguments.addAll(List.of("--asterisk", parent + "/no-asterisk"));
        var rc = line.execute(arguments.toArray(String[]::new));
        assertThat(out.toString()).doesNotContain(secrets());
        return new Report(rc, out.toString());
    }

    private String secrets() throws IOException {
        if (Files.notExists(data.resolve("key"))) return "(none)";
        return Files.readAllLines(data.resolve("key")).getLast().split(" ", 2)[1];
    }

    private void sql(String sql, Object... values) {
        new org.ovalogin.ServerDatabase(data.resolve("ova.db")).change(sql, values);
    }

    @Test
    void inOrderItEndsWithZero() throws IOException {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings.add("fastagi.listen = \"127.0.0.1:" + listening.getLocalPort() + "\"");
            var report = doctor();
            assertThat(report.text()).doesNotContain("problem");
            assertThat(report.rc()).isZero();
            report.finds("ok", "key: the database's own")
                    .finds("ok", "database: answers, and is whole")
                    .finds("ok", "tables: of version")
                    .finds("ok", "clock: it says 20")
                    .finds("ok", "prompts en: all")
                    .finds("ok", "prompts it: all")
                    .finds("ok", "fastagi: somebody listens on 127.0.0.1:")
                    .finds("warning", "mail: no mail server")
                    .finds("warning", "dialplan: not checked");
        }
    }

    @Test
    void anotherCostOfHashesThanTheDatabasesIsTold() throws IOException {
        doctor().finds("ok", "hash cost: 7MiB/5, as configured");
        settings.add("hashing { memory = 19MiB, passes = 2 }");
        doctor().finds("warning", "hash cost: 7MiB/5 by the database")
                .finds("warning", "19MiB/2, are not used");
        sql("update hash_cost set memory_kib = 8, passes = 1");
        doctor().problem("hash cost: 8KiB/1 by the database");
    }

    @Test
    void everyBadSettingIsTold() throws IOException {
        settings.add("log.level = loud");
        settings.add("nonsense = 1");
        doctor().problem("log.level: found 'loud'").problem("nonsense: no such key");
    }

    @Test
    void nothingFoundSteersTheTerminal() throws IOException {
        settings.add("log.level = \"lo\\u001b[2Jud\"");
        var report = doctor();
        report.problem("log.level: found 'lo\\u001B[2Jud'");
        assertThat(report.text()).doesNotContain("\u001b");
    }

    @Test
    void aServerThatDoesNotRun() throws IOException {
        settings.add("fastagi.listen = \"127.0.0.1:" + Ports.free() + "\"");
        doctor().problem("fastagi: nobody answers on 127.0.0.1:");
    }

    @Nested
    class ARunningServer {
        private FolderLock lock;
        private FastAgiServer server;
        private int port;

        @BeforeEach
        void start() {
            var settings =
                    Configuration.read(
                                    Optional.empty(),
                                    Map.of(),
                                    Map.of("fastagi.listen", "127.0.0.1:0", "http.listen", "none"))
                            .listeners()
                            .fastAgi();
            server =
                    new FastAgiServer(
                            settings,
                            new DoctorsCall(
                                    "mark-1",
                                    (_, _) -> {
                                        throw new AssertionError("the doctor made a call");
                                    }));
            port = server.start();
            lock = FolderLock.take(DataFolder.open(data));
        }

        @AfterEach
        void stop() {
            server.close();
            lock.close();
        }

        private void announces(String mark) {
            new RunningServer(mark, "127.0.0.1:" + port, Optional.empty(), Optional.empty())
                    .announce(DataFolder.open(data));
        }

        @Test
        void isFoundWhereverItsOptionsPutIt() throws IOException {
            announces("mark-1");
            doctor().finds(
                            "ok",
                            "fastagi: the running server listens on 127.0.0.1:%d, by an option"
                                    .formatted(port));
        }

        @Test
        void thatHasStoppedCountsForNothing() throws IOException {
            announces("mark-1");
            settings.add("fastagi.listen = \"127.0.0.1:" + Ports.free() + "\"");
            lock.close();
            doctor().problem("fastagi: nobody answers on 127.0.0.1:");
        }

        @Test
        void isTheOneThatTheDialplanAsks() throws IOException {
            announces("mark-1");
            doctor("--asterisk", asterisk("127.0.0.1:" + port))
                    .finds("ok", "asks 127.0.0.1:%d, which is this server".formatted(port));
        }

        @Test
        void isNotTheOneThatTheDialplanAsks() throws IOException {
            announces("mark-of-another-folder");
            doctor("--asterisk", asterisk("127.0.0.1:" + port))
                    .problem("that server runs on another data folder");
        }

        @Test
        void isNotAskedAtAll() throws IOException {
            announces("mark-1");
            doctor("--asterisk", asterisk("127.0.0.1:" + Ports.free()))
                    .problem("nobody answers there")
                    .finds("         hint: ", "OVA_SERVER=127.0.0.1:" + port);
        }

        /// A command that answers as Asterisk does, with the dialplan shipped.
        private String asterisk(String servers) throws IOException {
            var script = parent.resolve("asterisk");
            Files.writeString(
                    script,
                    """
                    #!/bin/sh
                    case "$2" in
                    "core show version") echo "Asterisk 22.10.1" ;;
                    "dialplan eval function ENV(OVA_SERVER)") printf 'Return Value: Success (0)\nResult: %s\n' ;;
                    *) awk -v q="%%%%%% $2" "/^%%%%%% /{on=(\\$0==q);next} on" "%s" ;;
                    esac
                    """
                            .formatted(
                                    servers,
                                    Path.of(
                                                    "src/test/resources/org/ovalogin/cli/doctor/shipped.txt")
                                            .toAbsolutePath()));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
            return script.toString();
        }
    }

    @Test
    void moreConnectionsThanFiles() throws IOException {
        settings.add("fastagi.maxConnections = 100000");
        doctor().finds("warning", "fastagi.maxConnections = 100000 needs");
    }

    @Test
    void noInstallation() throws IOException {
        var nowhere = Files.createDirectory(parent.resolve("nowhere"));
        data = nowhere;
        doctor().problem("there is no installation in");
    }

    @Nested
    class TheKeyFile {
        @Test
        void missing() throws IOException {
            Files.delete(data.resolve("key"));
            doctor().problem("key: the key file");
            assertThat(data.resolve("key")).as("made by a look").doesNotExist();
        }

        @Test
        void thatOthersMayRead() throws IOException {
            Files.setPosixFilePermissions(
                    data.resolve("key"), PosixFilePermissions.fromString("rw-r-----"));
            doctor().problem("key has mode rw-r-----").problem("allowed: rw-------");
        }

        @Test
        void ofAnotherDatabase() throws IOException {
            var key = data.resolve("key");
            Files.writeString(key, "0123abcd " + "A".repeat(43) + "=\n");
            doctor().problem("does not hold the key");
        }
    }

    @Nested
    class TheDatabase {
        @Test
        void damaged() throws IOException {
            try (var file = new RandomAccessFile(data.resolve("ova.db").toFile(), "rw")) {
                for (var page = 3; page < 12; page++) {
                    file.seek(page * 4096L);
                    file.write(new byte[2048]);
                }
            }
            doctor().problem("database: ");
        }

        @Test
        void withTheTextsOfALostKey() throws IOException {
            sql("update mailbox set pin_sealed = 'v1:lost:AAAA'");
            doctor().problem("key: 1 texts are sealed under keys");
        }

        @Test
        void withEventsOfTheFuture() throws IOException {
            sql("update event set at = ?", Instant.now().plusSeconds(7200).toEpochMilli());
            doctor().problem("clock: it says");
        }

        @Test
        void heldBySomebody() throws Exception {
            try (var held = new org.ovalogin.ServerDatabase(data.resolve("ova.db")).held()) {
                assertThat(held.isClosed()).isFalse();
                doctor().problem("database: takes no changes: ");
            }
        }
    }

    @Test
    void promptsThatAreNotThere() throws IOException {
        var folder = parent.resolve("sounds");
        var english = Files.createDirectories(folder.resolve("en/ova"));
        Files.copy(SOUNDS.resolve("en/ova/welcome.wav"), english.resolve("welcome.gsm"));
        var report = doctor("--asterisk-sounds", folder.toString());
        report.problem("prompts en: ").problem("prompts de: ");
        assertThat(report.text()).contains("hint: copy asterisk-config/sounds/de into ");
    }

    @Nested
    class Prompts {
        private Path sounds;

        @BeforeEach
        void copy() throws IOException {
            sounds = parent.resolve("sounds");
            try (var files = Files.walk(SOUNDS)) {
                for (var file : (Iterable<Path>) files::iterator)
                    Files.copy(file, sounds.resolve(SOUNDS.relativize(file).toString()));
            }
        }

        private Report look() throws IOException {
            return doctor("--asterisk-sounds", sounds.toString());
        }

        private Path prompt(String name) {
            return sounds.resolve(name + ".wav");
        }

        @Test
        void cutShortWhileTheyWereCopied() throws IOException {
            try (var file = new RandomAccessFile(prompt("de/ova/enter-pin").toFile(), "rw")) {
                file.setLength(file.length() / 2);
            }
            look().problem("de/ova/enter-pin.wav is cut short: ");
        }

        @Test
        void withAHeaderThatFitsAndTooLittleSound() throws IOException {
            var whole = Files.readAllBytes(prompt("en/ova/welcome"));
            var little = Wave.of(8000, 1, 16, 800);
            assertThat(little.length).isLessThan(whole.length);
            Files.write(prompt("en/ova/main-menu"), little);
            look().problem("en/ova/main-menu.wav is cut short: 50 ms for a text of");
        }

        @Test
        void ofAnotherRate() throws IOException {
            Files.write(prompt("fr/ova/goodbye"), Wave.of(16_000, 1, 16, 64_000));
            look().problem("fr/ova/goodbye.wav has 16000 Hz, 1 channels, 16 bits");
        }

        @Test
        void inStereo() throws IOException {
            Files.write(prompt("es/ova/goodbye"), Wave.of(8000, 2, 16, 64_000));
            look().problem("es/ova/goodbye.wav has 8000 Hz, 2 channels");
        }

        @Test
        void empty() throws IOException {
            Files.write(prompt("it/ova/goodbye"), new byte[0]);
            look().problem("it/ova/goodbye.wav is empty");
        }

        @Test
        void thatAreNoSound() throws IOException {
            Files.writeString(prompt("it/ova/goodbye"), "<html>404 not found</html>");
            look().problem("it/ova/goodbye.wav is no WAV file");
        }

        @Test
        void thatAsterisksUserCannotRead() throws IOException {
            // JUnit's own folder is closed to others as well
            for (var folder : List.of(sounds, parent))
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(
                    prompt("it/ova/goodbye"), PosixFilePermissions.fromString("rw-------"));
            var asterisk = parent.resolve("asterisk");
            Files.writeString(
                    asterisk,
                    "#!/bin/sh\n[ \"$2\" != 'core show settings' ] || echo '  User name and group: asterisk/asterisk'\n");
            Files.setPosixFilePermissions(asterisk, PosixFilePermissions.fromString("rwx------"));
            doctor("--asterisk-sounds", sounds.toString(), "--asterisk", asterisk.toString())
                    .problem("it/ova can't be read by Asterisk's user asterisk: goodbye");
        }

        @Test
        void ofOnesOwnVoice() throws IOException {
            var own = Files.createDirectories(parent.resolve("own/de"));
            Files.write(own.resolve("welcome.wav"), Wave.of(44_100, 2, 16, 64_000));
            settings.add("sounds.custom = \"" + parent.resolve("own") + "\"");
            look().problem("own recordings: %s has 44100 Hz".formatted(own.resolve("welcome.wav")));
        }
    }

    @Nested
    class TheMailServer {
        private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

        private void asks(String password) throws IOException {
            var file = Files.writeString(parent.resolve("password"), password);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            settings.add(
                    "mail.smtp { host = \"127.0.0.1\", port = %d, security = none, user = ova, passwordFile = \"%s\" }"
                            .formatted(mail.getSmtp().getPort(), file));
        }

        @Test
        void letsUsInOrDoesNotAndGetsNoLetter() throws IOException {
            mail.setUser("ova@contoso.com", "ova", "correct horse");
            mail.start();
            try {
                asks("correct horse");
                doctor().finds("ok", "mail: 127.0.0.1:");
                settings.removeLast();
                asks("battery staple");
                var report = doctor().problem("refuses user name or password");
                assertThat(report.text()).doesNotContain("battery", "horse");
                assertThat(mail.getReceivedMessages()).isEmpty();
            } finally {
                mail.stop();
            }
            doctor().problem("mail: 127.0.0.1:");
        }
    }
}
