package org.ovalogin.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.cli.client.Connection;
import org.ovalogin.cli.client.Rest;
import org.ovalogin.cli.script.ShellSession;
import org.ovalogin.cli.shell.Script;
import org.ovalogin.cli.terminal.Asking;
import org.ovalogin.cli.terminal.TypedSecret;
import org.ovalogin.core.account.Role;
import org.ovalogin.docs.Manual;

/// The scripts of the documents that do the same in several languages, against a server.
class DocumentedScriptsTest {
    private static final List<String> REPORT =
            List.of(
                    "displayname,ext,ummailboxpolicy,lockedout",
                    "ada king,51236,default default policy,false",
                    "bob o'hara,51237,default default policy,false",
                    "lea rouge,51235,default default policy,false",
                    "tony smith,51234 51244,default default policy,true");

    @TempDir private Path folder;
    private Served served;
    private String token;

    @BeforeEach
    void serve() throws IOException {
        served = Served.in(Files.createDirectory(folder.resolve("data")));
        token = served.token("ada", Role.ADMINISTRATOR);
        send("PATCH", "/mailboxes/tony@contoso.com", "{\"extensions\":[\"51234\",\"51244\"]}");
        enable("lea@contoso.com", "Lea Rouge", "51235");
        enable("taken@contoso.com", "Taken", "51239");
        send("PUT", "/mailboxes/tony@contoso.com/pin", "{\"lockedOut\":true}");
        Files.writeString(
                folder.resolve("users.csv"),
                """
                Email,Ext,First,Last
                ada@contoso.com,51236,Ada,King
                other@contoso.com,51239,No,Extension
                bob@contoso.com,51237,Bob,O'Hara
                """);
        Files.writeString(
                folder.resolve(".ova-token"),
                "header = \"Authorization: Bearer %s\"\n".formatted(token));
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private void enable(String address, String name, String extension) {
        send(
                "POST",
                "/mailboxes",
                "{\"identity\":\"%s\",\"displayName\":\"%s\",\"extensions\":[\"%s\"]}"
                        .formatted(address, name, extension));
    }

    private void send(String method, String path, String body) {
        assertThat(served.send(token, method, path, body).status()).isBetween(200, 204);
    }

    private static String script(String info) {
        var fences = Manual.fences(info);
        assertThat(fences).hasSize(1);
        return fences.getFirst().text();
    }

    @Test
    void theShell() throws IOException {
        var out = new StringWriter();
        var err = new StringWriter();
        var connection =
                new Connection(
                        "http://127.0.0.1:" + served.port,
                        Optional.of(new TypedSecret(token)),
                        Optional.empty());
        var session =
                new ShellSession(
                        () -> new Rest(connection),
                        new Asking.Nobody(),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true));
        var lines =
                script("powershell tasks")
                        .replace("users.csv", "'" + folder.resolve("users.csv") + "'")
                        .replace("report.csv", "'" + folder.resolve("report.csv") + "'");
        assertThat(new Script(session).run(lines)).isEqualTo(1);
        check(out.toString(), err.toString());
    }

    @Test
    void bash() throws IOException, InterruptedException {
        assumed("jq");
        assumed("curl");
        run("bash tasks", "bash", "-u");
    }

    @Test
    void python() throws IOException, InterruptedException {
        assumed("python3");
        run("python tasks", "python3");
    }

    @Test
    void powerShell() throws IOException, InterruptedException {
        assumed("pwsh");
        run("powershell 7 untested", "pwsh", "-NoProfile", "-File");
    }

    /// It asks for nothing else, at least.
    @Test
    void powerShellUsesThePathsOfBash() {
        assertThat(paths("powershell 7 untested")).isEqualTo(paths("bash tasks"));
    }

    private static Set<String> paths(String info) {
        return Pattern.compile("\\$ova(/[\\w/@.]+)")
                .matcher(script(info))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static void assumed(String program) {
        var path = System.getenv().getOrDefault("PATH", "");
        assumeThat(path.split(":"))
                .as("%s is installed", program)
                .anyMatch(in -> Files.isExecutable(Path.of(in).resolve(program)));
    }

    private void run(String info, String... command) throws IOException, InterruptedException {
        var text = script(info).replace("http://127.0.0.1:8080", "http://127.0.0.1:" + served.port);
        var file = Files.writeString(folder.resolve("script.ps1"), text);
        var builder = new ProcessBuilder(command);
        builder.command().add(file.toString());
        builder.environment().put("HOME", folder.toString());
        var out = folder.resolve("out").toFile();
        var err = folder.resolve("err").toFile();
        var process =
                builder.directory(folder.toFile()).redirectOutput(out).redirectError(err).start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        var errors = Files.readString(err.toPath());
        assertThat(process.exitValue()).as(errors).isZero();
        check(Files.readString(out.toPath()), errors);
    }

    /// All of it was done, and what failed was told.
    private void check(String out, String err) throws IOException {
        assertThat(out).contains("Tony Smith", "51234", "51244").doesNotContain("Lea Rouge");
        assertThat(err).contains("51239");
        var events = served.send(token, "GET", "/events?mailbox=lea@contoso.com&name=PinReset", "");
        assertThat(events.json().path("items")).as(events.json().toString()).hasSize(1);
        assertThat(Files.readAllLines(folder.resolve("report.csv")))
                .extracting(line -> line.replace("\"", "").toLowerCase(Locale.ROOT))
                .filteredOn(line -> !line.startsWith("taken"))
                .containsExactlyInAnyOrderElementsOf(REPORT);
    }
}
