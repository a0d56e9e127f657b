package org.ovalogin.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.cli.client.Connection;
import org.ovalogin.cli.client.LoginCommand;
import org.ovalogin.cli.client.LogoutCommand;
import org.ovalogin.cli.client.Profile;
import org.ovalogin.cli.client.Request;
import org.ovalogin.cli.client.Rest;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.TypedSecret;
import picocli.CommandLine;

class LoginTest {
    private static final Connection.Options PLAIN = new Connection.Options(Optional.empty(), false);

    @TempDir private Path home;
    private final FakeServer server = new FakeServer();
    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void live() {
        environment.put("XDG_CONFIG_HOME", home.toString());
    }

    @AfterEach
    void leave() {
        server.close();
    }

    @Nested
    class LoggingIn {
        @Test
        void aTokenIsKeptForTheOtherCommandsAndNoPassword() throws IOException {
            assertThat(login("admin\nright horse\n", server.url() + "/")).isZero();
            var file = Profile.in(environment).file();
            assertThat(out.toString())
                    .contains("as admin (administrator)", file.toString())
                    .doesNotContain(FakeServer.TOKEN, "right horse");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(file)).contains(FakeServer.TOKEN).doesNotContain("horse");
            var connection = connection();
            assertThat(connection.url()).isEqualTo(server.url());
            assertThat(new Rest(connection).send(Request.of("GET", "policies")).has("items"))
                    .isTrue();
        }

        @Test
        void aWrongPasswordIsDenied() {
            assertThat(login("admin\nwrong horse\n", server.url())).isEqualTo(4);
            assertThat(err.toString()).contains("not signed in").doesNotContain("wrong horse");
            assertThat(Profile.in(environment).there()).isFalse();
        }

        @Test
        void theTokenIsTakenBackAtTheEnd() {
            login("admin\nright horse\n", server.url());
            assertThat(run(new LogoutCommand(environment))).isZero();
            assertThat(server.changes()).last().asString().isEqualTo("DELETE tokens/7");
            assertThat(Profile.in(environment).there()).isFalse();
            assertThat(run(new LogoutCommand(environment))).isEqualTo(2);
        }

        @Test
        void theTokenIsForgottenEvenIfTheServerIsGone() {
            login("admin\nright horse\n", server.url());
            server.close();
            assertThat(run(new LogoutCommand(environment))).isEqualTo(5);
            assertThat(err.toString()).contains("forgotten here, but not taken back");
            assertThat(Profile.in(environment).there()).isFalse();
        }
    }

    @Nested
    class Connecting {
        @Test
        void theEnvironmentWins() {
            login("admin\nright horse\n", server.url());
            environment.put("OVA_URL", "https://other.example:8443/api/v1/");
            environment.put("OVA_TOKEN", "ova_other");
            assertThat(connection().url()).isEqualTo("https://other.example:8443");
            assertThat(connection().token()).contains(new TypedSecret("ova_other"));
        }

        @Test
        void theProfilesTokenGoesToNoOtherServer() {
            login("admin\nright horse\n", server.url());
            environment.put("OVA_URL", "https://other.example");
            assertThat(connection().token()).isEmpty();
            environment.put("OVA_URL", server.url());
            assertThat(connection().token()).contains(new TypedSecret(FakeServer.TOKEN));
        }

        @Test
        void aProfileThatOthersCanReadIsRefused() throws IOException {
            login("admin\nright horse\n", server.url());
            Files.setPosixFilePermissions(
                    Profile.in(environment).file(), PosixFilePermissions.fromString("rw-r-----"));
            assertThatExceptionOfType(ShellException.class)
                    .isThrownBy(LoginTest.this::connection)
                    .withMessageContaining("others may read");
        }

        @Test
        void aSpoiltProfileIsNotQuoted() throws IOException {
            login("admin\nright horse\n", server.url());
            Files.writeString(Profile.in(environment).file(), "token = \"ova_secret\n");
            assertThatExceptionOfType(ShellException.class)
                    .isThrownBy(LoginTest.this::connection)
                    .satisfies(e -> assertThat(e.told() + e.hint()).doesNotContain("ova_secret"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://ova.example",
                    "http://10.0.0.1:8080",
                    "http://127.0.0.1.example",
                    "http://localhost.example"
                })
        void plainHttpStaysOnThisHost(String url) {
            environment.put("OVA_URL", url);
            environment.put("OVA_TOKEN", "ova_x");
            assertThatExceptionOfType(ShellException.class)
                    .isThrownBy(LoginTest.this::connection)
                    .withMessageContaining("not encrypted");
            environment.put("OVA_INSECURE", "1");
            assertThat(connection().url()).isEqualTo(url);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ftp://x",
                    "https://",
                    "https://a b",
                    "https://x?y",
                    "https://x#y",
                    "https://u:p@x"
                })
        void whatIsNoServersAddressIsRefused(String url) {
            assertThatExceptionOfType(ShellException.class)
                    .isThrownBy(() -> Connection.checked(url))
                    .satisfies(e -> assertThat(e.told()).doesNotContain("u:p"));
        }

        @ParameterizedTest
        @CsvSource({
            "ova.example:8443, https://ova.example:8443",
            "HTTPS://ova.example/, https://ova.example",
            "http://[::1]:8080/api/v1, http://[::1]:8080",
            "https://x/ova/, https://x/ova"
        })
        void addressesAreCompleted(String typed, String url) {
            assertThat(Connection.checked(typed)).isEqualTo(url);
        }

        @Test
        void aTokenThatIsNoneIsNotQuoted() {
            environment.put("OVA_URL", server.url());
            environment.put("OVA_TOKEN", "ova_secret\nX: y");
            assertThatExceptionOfType(ShellException.class)
                    .isThrownBy(LoginTest.this::connection)
                    .satisfies(e -> assertThat(e.told() + e.hint()).doesNotContain("secret"));
        }

        @Test
        void aFileWithoutCertificatesIsRefused() throws IOException {
            var file = Files.writeString(home.resolve("ca.pem"), "nothing");
            var options = new Connection.Options(Optional.of(file), false);
            assertThatExceptionOfType(ShellException.class)
                    .isThrownBy(
                            () ->
                                    new Rest(
                                            Connection.to(
                                                    "https://x.example", environment, options)))
                    .withMessageContaining("certificate");
        }
    }

    private Connection connection() {
        return Connection.of(environment, Profile.in(environment), PLAIN);
    }

    private int login(String standardInput, String url) {
        var in = new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8));
        return run(new LoginCommand(in, environment), url);
    }

    private int run(Callable<Integer> command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
