package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first steps after an installation.
class FirstDayIT {
    private static final String CHOSEN = "8046172953";

    @TempDir private Path parent;
    private Path data;
    private InstalledOva installation;
    private OvaServer server;

    @BeforeEach
    void start() {
        data = parent.resolve("data");
        installation = new InstalledOva(data);
        server = Ova.serve(data).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void fromAnEmptyFolderToTheFirstSignIn() throws IOException {
        assertThat(server.out())
                .contains("./ova mailbox add 51234 --email you@example.com --data " + data)
                .contains("./ova phone")
                .endsWith("ready\n");
        assertThat(mode(data)).isEqualTo("rwx------");
        assertThat(mode(data.resolve("key"))).isEqualTo("rw-------");
        assertThat(mode(data.resolve("ova.db"))).isEqualTo("rw-------");

        var added = Ova.mailbox(data, "add", "51234", "--email", "lea@example.com");
        assertThat(added.succeeded().out()).startsWith("mailbox 51234 of lea@example.com enabled");
        await().until(() -> installation.letters().size() == 1);
        assertThat(mode(installation.letters().getFirst())).isEqualTo("rw-------");
        assertThat(mode(data.resolve("mail"))).isEqualTo("rwx------");

        var pin = installation.mailedPin();
        assertThat(added.out()).doesNotContain(pin);
        var call =
                Ova.phone(server.port(), "51234#%s#,%s#,%s#,1".formatted(pin, CHOSEN, CHOSEN))
                        .succeeded();
        assertThat(call.out()).contains("Please choose your own PIN");
        assertThat(call.lastLine())
                .isEqualTo("RESULT SUCCESS mailbox=51234@default next=voicemail");
        await().untilAsserted(
                        () ->
                                assertThat(installation.letters())
                                        .as("the letter with the former PIN is gone")
                                        .noneMatch(l -> InstalledOva.read(l).contains(pin)));

        var old = Ova.phone(server.port(), "51234#" + pin + "#");
        assertThat(old.status()).isEqualTo(1);
        assertThat(old.lastLine()).isEqualTo("RESULT NONE");
        assertThat(Ova.phone(server.port(), "51234#" + CHOSEN + "#,1").succeeded().out())
                .contains("One failed attempt")
                .endsWith("RESULT SUCCESS mailbox=51234@default next=voicemail\n");
    }

    @Test
    void theCommandsWorkBesideTheServer() {
        Ova.mailbox(data, "add", "51234", "--email", "lea@example.com", "--name", "Léa 😀")
                .succeeded();
        assertThat(Ova.mailbox(data, "list").succeeded().out())
                .contains("51234", "Léa 😀", "lea@example.com", "PIN to be changed");
        assertThat(Ova.mailbox(data, "lock", "51234").succeeded().out())
                .contains("mailbox 51234 locked");
        assertThat(Ova.mailbox(data, "show", "51234").succeeded().out())
                .containsPattern("LockedOut +: true")
                .containsPattern("LockReason +: administrator");
        await().until(() -> installation.letters().size() == 2);
        var pin = installation.mailedPin();
        assertThat(Ova.phone(server.port(), "51234#" + pin + "#").status()).isEqualTo(1);
        assertThat(Ova.mailbox(data, "unlock", "51234").succeeded().out())
                .contains("mailbox 51234 unlocked");
        Ova.mailbox(data, "reset", "51234").succeeded();
        await().until(() -> installation.letters().size() >= 3 && !pin.equals(mailedPin()));
        assertThat(Ova.mailbox(data, "show", "51234").succeeded().out())
                .containsPattern("LockedOut +: false")
                .contains("PinReset", "Unlocked", "Locked", "Enabled", "SignIn Locked");
        var stays = mailedPin();
        var left = Ova.phone(server.port(), "51234#" + stays + "#,*");
        assertThat(left.status()).isEqualTo(1);
        assertThat(left.lastLine()).isEqualTo("RESULT CANCELLED next=hangup");
    }

    @Test
    void thePhoneTellsHowACallEnded() {
        Ova.mailbox(data, "add", "51234", "--email", "lea@example.com").succeeded();
        var wrong = Ova.phone(server.port(), "51234#97531#,,97531#,,97531#");
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.lastLine()).isEqualTo("RESULT FAILED next=hangup");
        var star = Ova.phone(server.port(), "*");
        assertThat(star.status()).isEqualTo(1);
        assertThat(star.lastLine()).isEqualTo("RESULT CANCELLED next=hangup");
        var nowhere = Ova.phone(server.port(), "51234#", "--dialplan", "nowhere");
        assertThat(nowhere.status()).isEqualTo(1);
        assertThat(nowhere.lastLine()).isEqualTo("RESULT UNAVAILABLE next=hangup");
        var port = server.port();
        server.close();
        Ova.phone(port, "51234#").failed(2, "no server at 127.0.0.1:" + port, "hint:");
        assertThat(new Ova("phone", "--keys", "5x").run().status()).isEqualTo(2);
    }

    @Test
    void manyCommandsAtOnceAreAllDone() throws Exception {
        try (var processes = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Callable<Finished>>();
            for (var i = 0; i < 12; i++) {
                var extension = String.valueOf(52_000 + i);
                all.add(
                        () ->
                                Ova.mailbox(
                                        data,
                                        "add",
                                        extension,
                                        "--email",
                                        "owner" + extension + "@example.com"));
            }
            for (var finished : processes.invokeAll(all)) finished.get().succeeded();
        }
        await().untilAsserted(() -> assertThat(installation.letters()).hasSize(12));
        assertThat(installation.number("select count(*) from mailbox")).isEqualTo(12);
        assertThat(installation.number("select count(*) from event where name = 'MAIL_SENT'"))
                .isEqualTo(12);
        assertThat(server.log()).doesNotContain("ERROR", "WARN");
    }

    private String mailedPin() {
        return installation.mailedPin();
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
