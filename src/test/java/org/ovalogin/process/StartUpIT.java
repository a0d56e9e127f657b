package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Conditions under which `serve` does not start, and its messages.
class StartUpIT {
    @TempDir private Path parent;

    @Test
    void aKeyThatIsNotTheDatabasesOwn() throws IOException {
        var data = parent.resolve("data");
        var key = data.resolve("key");
        Ova.serve(data).start().close();
        Ova.mailbox(data, "add", "51234", "--email", "lea@example.com").succeeded();
        var original = Files.readString(key);
        var line = original.lines().reduce("", (_, last) -> last);

        Files.delete(key);
        Ova.serve(data).run().failed(1, "is missing", "restore it from its copy");
        Ova.mailbox(data, "list").failed(1, "is missing", "restore it from its copy");
        assertThat(key).as("never made anew").doesNotExist();

        write(key, "", "rw-------");
        Ova.serve(data).run().failed(1, "is damaged", "hint: restore it from its copy");

        var cut = line.substring(0, line.length() - 7);
        write(key, cut + "\n", "rw-------");
        assertThat(Ova.serve(data).run().failed(1, "is damaged", "hint: restore it").err())
                .as("not quoted")
                .doesNotContain(cut.substring(cut.length() - 12));

        var other = parent.resolve("other");
        Ova.serve(other).start().close();
        write(key, Files.readString(other.resolve("key")), "rw-------");
        Ova.serve(data)
                .run()
                .failed(1, "does not hold the key '" + line.split(" ", 2)[0] + "'", "hint: ");

        write(key, original, "rw-r--r--");
        Ova.serve(data).run().failed(1, "mode rw-r--r--", "hint: chmod 600 ");

        write(key, original, "rw-------");
        assertThat(Ova.mailbox(data, "list").succeeded().out()).contains("51234");
    }

    @Nested
    class TheDataFolder {
        @Test
        void withSomethingInItThatOthersMayLookInto() throws IOException {
            var folder = Files.createDirectory(parent.resolve("open"));
            Files.writeString(folder.resolve("letter"), "private");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Ova.serve(folder).run().failed(1, "rwxr-xr-x", "hint: chmod 700 " + folder);
            assertThat(folder.resolve("ova.db")).doesNotExist();
        }

        @Test
        void ofSomebodyElse() throws IOException {
            assumeTrue(
                    "root".equals(System.getProperty("user.name")), "only root can give it away");
            var folder = Files.createDirectory(parent.resolve("theirs"));
            Files.setOwner(
                    folder,
                    folder.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName("nobody"));
            Ova.serve(folder).run().failed(1, "belongs to nobody", "hint: run it as nobody");
        }

        @Test
        void thatIsAFile() throws IOException {
            var file = Files.writeString(parent.resolve("file"), "");
            Ova.serve(file).run().failed(1, "can't be used", "hint: choose another with --data");
        }

        @Test
        void withoutAnInstallationForTheCommands() {
            var nowhere = parent.resolve("nowhere");
            Ova.mailbox(nowhere, "list").failed(1, "there is no installation", "hint: ");
            assertThat(nowhere).doesNotExist();
        }
    }

    @Nested
    class TheConfiguration {
        @Test
        void tellsAllThatIsWrongAtOnce() throws IOException {
            var file =
                    Files.writeString(
                            parent.resolve("bad.conf"),
                            """
                            fastagi { listen = null, maxConnections = 0, idleTimeout = long, nonsense = 1 }
                            mail.from = "nobody at all"
                            log.level = loud
                            hashing.patience = 2h
                            """);
            var refused =
                    new Ova("serve", "--data", parent + "/d", "--config", file.toString())
                            .with("OVA_LOG_FORMAT", "xml")
                            .run()
                            .failed(
                                    1,
                                    "fastagi.listen",
                                    "fastagi.idleTimeout",
                                    "fastagi.nonsense: no such key",
                                    "mail.from: found 'nobody at all'",
                                    "log.level: found 'loud'",
                                    "log.format: found 'xml'",
                                    "hashing.patience");
            assertThat(refused.err().lines()).allMatch(line -> line.startsWith("ova: "));
            assertThat(parent.resolve("d")).doesNotExist();
        }

        @Test
        void thatIsNoHocon() throws IOException {
            var file = Files.writeString(parent.resolve("bad.conf"), "fastagi {");
            Ova.serve(parent.resolve("d"), "--config", file.toString()).run().failed(1, "HOCON");
            Files.writeString(file, "mail.from = ${nowhere}");
            Ova.serve(parent.resolve("d"), "--config", file.toString())
                    .run()
                    .failed(1, "${nowhere}");
        }

        @Test
        void namesVariablesThatAreNoneOfOurs() {
            try (var server =
                    Ova.serve(parent.resolve("d")).with("OVA_FASTAGI_LISTN", "x").start()) {
                assertThat(server.log()).contains("OVA_FASTAGI_LISTN").doesNotContain("JAVA_OPTS");
            }
        }

        @Test
        void needsToKnowWhoMayComeFromElsewhere() {
            new Ova("serve", "--data", parent + "/d", "--fastagi", "0.0.0.0:0")
                    .run()
                    .failed(1, "fastagi.allowedClients");
        }

        @Test
        void givesPlainHttpToThisHostOnly() {
            new Ova(
                            "serve",
                            "--data",
                            parent + "/d",
                            "--fastagi",
                            "127.0.0.1:0",
                            "--http",
                            "0.0.0.0:0")
                    .run()
                    .failed(1, "http.listen", "http.tls.certificate");
        }

        @Test
        void takesNoPortForHttpThatIsTaken() throws IOException {
            try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                var address = "127.0.0.1:" + taken.getLocalPort();
                var data = parent + "/d";
                new Ova("serve", "--data", data, "--fastagi", "127.0.0.1:0", "--http", address)
                        .run()
                        .failed(1, "can't listen on " + address, "in use", "hint: ", "--http");
            }
        }

        @Test
        void takesNoPortThatIsTaken() throws IOException {
            try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                var address = "127.0.0.1:" + taken.getLocalPort();
                new Ova("serve", "--data", parent + "/d", "--fastagi", address)
                        .run()
                        .failed(1, "can't listen on " + address, "in use", "hint: ");
            }
        }
    }

    @Nested
    class Arguments {
        @Test
        void thatCouldHarmATerminalOrALetterAreRefused() {
            var data = parent.resolve("data");
            Ova.serve(data).start().close();
            for (var address :
                    new String[] {
                        "lea@example.com\nBcc: all@example.com",
                        "<lea@example.com>",
                        "a..b@example.com",
                        "lea@example..com",
                        "' or 1=1; --@example.com"
                    }) {
                add(data, "51234", address, "Lea").failed(1, "is not an e-mail address such as");
            }
            for (var name : new String[] {"Lea\nPIN: 1", "\u009b31mLea", "\u202eaeL", "  "}) {
                add(data, "51234", "lea@example.com", name).failed(1, "without control characters");
            }
            add(data, "51234' or '1'='1", "lea@example.com", "Lea").failed(1, "plan: 5 digits");
            add(data, "51234", "lea@example.com", "L".repeat(50_000))
                    .failed(1, "allowed: 1 to 128 characters");
            assertThat(new InstalledOva(data).number("select count(*) from mailbox")).isZero();
            // the locale must not matter
            new Ova("mailbox", "add", "51234", "--data", data.toString())
                    .and("--email", "o'lea+pin@example.com", "--name", "Zoë 👩‍💻 'x'; --")
                    .with("LC_ALL", "C")
                    .run()
                    .succeeded();
            assertThat(Ova.mailbox(data, "list").succeeded().out()).contains("Zoë 👩‍💻 'x'; --");
        }

        private static Finished add(Path data, String extension, String address, String name) {
            return Ova.mailbox(data, "add", extension, "--email", address, "--name", name);
        }
    }

    private static void write(Path file, String text, String mode) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
