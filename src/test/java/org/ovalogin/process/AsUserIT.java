package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// The program of a package, run by root: it works as the package's user, and has the files that
/// root named.
@EnabledIf("isRoot")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class AsUserIT {
    private static final String USER = "nobody";
    private static final FileAttribute<?> OPEN =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));

    /// Where others can look in: the folders of tests are for their owner alone.
    private Path parent;

    private Path program;
    private Path data;
    private Path roots;

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    @BeforeEach
    void aPackage() throws Exception {
        parent = Path.of("/var/lib/ova-test-" + ProcessHandle.current().pid());
        Files.createDirectory(parent, OPEN);
        program = Files.createDirectory(parent.resolve("program"), OPEN);
        roots = Files.createDirectory(parent.resolve("root"), OPEN);
        data = Files.createDirectory(parent.resolve("data"));
        sh("cp ova DIR/; mkdir -p DIR/src/main; cp -r src/main/sh DIR/src/main/", program);
        sh(
                "mkdir DIR/target; cp target/ova.jar DIR/target/; cp -r target/lib DIR/target/",
                program);
        sh("echo nobody >DIR/src/main/sh/user; chmod -R a+rX DIR", program);
        sh("chown nobody DIR; chmod 700 DIR", data);
    }

    @AfterEach
    void away() throws IOException {
        try (var files = Files.walk(parent)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    private static void sh(String script, Path folder) throws Exception {
        var filled = script.replace("DIR", "'" + folder + "'");
        var made = new ProcessBuilder("bash", "-euc", filled).inheritIO().start().waitFor();
        assertThat(made).as(filled).isZero();
    }

    private Ova ova(String... arguments) {
        return new Ova(arguments)
                .of(program)
                .with("OVA_DATA", data.toString())
                .with("OVA_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Duser.home=" + data);
    }

    private static String owner(Path file) throws IOException {
        return Files.getOwner(file).getName();
    }

    private Path secret(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    @Test
    void filesOfRootsAreReadAndWrittenAndTheProgramRunsAsTheUser() throws Exception {
        ova("account", "list").run();
        var passphrase = secret(roots.resolve("passphrase"), "correct horse battery staple\n");
        try (var server = ova("serve", "--fastagi", "127.0.0.1:0", "--http", "none").start()) {
            assertThat(owner(Path.of("/proc/" + server.pid()))).isEqualTo(USER);
            assertThat(owner(data.resolve("ova.db"))).isEqualTo(USER);
            assertThat(ova("health").run().status()).isZero();

            var backup = roots.resolve("made.backup");
            ova("backup", "--to", backup.toString(), "--passphrase-file=" + passphrase)
                    .run()
                    .succeeded();
            assertThat(owner(backup)).isEqualTo("root");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                    .isEqualTo("rw-------");

            var again = Files.createDirectory(parent.resolve("again"));
            sh("chown nobody DIR; chmod 700 DIR; cp -p DIR/../data/key DIR/", again);
            ova("restore", "--data", again.toString(), "--lock-all", backup.toString())
                    .and("--passphrase-file", passphrase.toString())
                    .run()
                    .succeeded();
            assertThat(owner(again.resolve("ova.db"))).isEqualTo(USER);

            var over = ova("backup", "--to", backup.toString()).run();
            assertThat(over.status()).as("never over another file").isNotZero();
        }
    }

    /// The user plants links where root is asked to read and to write.
    @Test
    void theUserLeadsRootToNoFile() throws Exception {
        ova("account", "list").run();
        try (var _ = ova("serve", "--fastagi", "127.0.0.1:0", "--http", "none").start()) {
            var hidden = secret(roots.resolve("hidden"), "51234,lea@example.com\n");
            var folder = Files.createDirectory(parent.resolve("planted"));
            Files.createSymbolicLink(folder.resolve("in.csv"), hidden);
            Files.createSymbolicLink(folder.resolve("out"), roots.resolve("new"));
            Files.createSymbolicLink(folder.resolve("up"), roots);
            sh("chown -h nobody DIR DIR/*", folder);

            for (var name : new String[] {"in.csv", "up/hidden"}) {
                var read = ova("import", "csv", folder.resolve(name).toString()).run();
                assertThat(read.status()).as(name).isNotZero();
                assertThat(read.out() + read.err()).doesNotContain("lea@example.com");
            }
            for (var name : new String[] {"out", "up/new"}) {
                var written = ova("backup", "--to", folder.resolve(name).toString()).run();
                assertThat(written.status()).as(name).isNotZero();
            }
            assertThat(roots.resolve("new")).doesNotExist();
            // the same file, named where root alone decides
            var through = Files.createSymbolicLink(roots.resolve("link.csv"), hidden);
            assertThat(ova("import", "csv", through.toString()).run().err())
                    .doesNotContain("can't be read");
        }
    }
}
