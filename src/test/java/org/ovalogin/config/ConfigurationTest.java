package org.ovalogin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.docs.Manual;
import org.ovalogin.docs.Page;

class ConfigurationTest {
    private static final Map<String, String> NO_ENVIRONMENT = Map.of();

    @TempDir private Path folder;

    private Configuration read(String text, Map<String, String> environment) throws IOException {
        return Configuration.read(Optional.of(file(text)), environment, Map.of());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("ova.conf"), text);
    }

    private List<String> problems(String text, Map<String, String> environment) {
        return catchThrowableOfType(BadConfiguration.class, () -> read(text, environment))
                .problems();
    }

    @Test
    void withoutAFileTheDefaultsHold() {
        var configuration = Configuration.read(Optional.empty(), NO_ENVIRONMENT, Map.of());
        assertThat(configuration.listeners().fastAgi().listen().getAddress().isLoopbackAddress())
                .isTrue();
        assertThat(configuration.listeners().fastAgi().listen().getPort()).isEqualTo(4573);
        assertThat(configuration.listeners().fastAgi().allowedClients()).isEmpty();
        assertThat(configuration.listeners().fastAgi().timeouts().shutdownGrace())
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(configuration.limits().hashing().threads())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(configuration.limits().cost()).hasToString("7MiB/5");
        assertThat(configuration.storage().keyFile()).isEmpty();
        assertThat(configuration.outgoing().mail().smtp()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "46MiB, 1, 46MiB/1",
        "19 MiB, 2, 19MiB/2",
        "12m, 3, 12MiB/3",
        "9216KiB, 4, 9MiB/4",
        "7340032, 5, 7MiB/5",
        "0.25GiB, 4, 256MiB/4"
    })
    void aCostOfHashesTakesTheUsualForms(String memory, String passes, String cost)
            throws IOException {
        var environment = Map.of("OVA_HASHING_MEMORY", memory, "OVA_HASHING_PASSES", passes);
        assertThat(read("", environment).limits().cost()).hasToString(cost);
    }

    @Nested
    class WhatWins {
        @Test
        void theFileOverTheDefaults() throws IOException {
            var configuration =
                    read("fastagi.shutdownGrace = 5s\nkey.file = /etc/ova/key", NO_ENVIRONMENT);
            assertThat(configuration.listeners().fastAgi().timeouts().shutdownGrace())
                    .isEqualTo(Duration.ofSeconds(5));
            assertThat(configuration.storage().keyFile()).contains(Path.of("/etc/ova/key"));
        }

        @Test
        void theEnvironmentOverTheFile() throws IOException {
            var configuration =
                    read("fastagi.shutdownGrace = 5s", Map.of("OVA_FASTAGI_SHUTDOWN_GRACE", "7s"));
            assertThat(configuration.listeners().fastAgi().timeouts().shutdownGrace())
                    .isEqualTo(Duration.ofSeconds(7));
        }

        @Test
        void theCommandLineOverEverything() throws IOException {
            var configuration =
                    Configuration.read(
                            Optional.of(file("fastagi.listen = \"127.0.0.1:1\"")),
                            Map.of("OVA_FASTAGI_LISTEN", "127.0.0.1:2"),
                            Map.of("fastagi.listen", "127.0.0.1:3"));
            assertThat(configuration.listeners().fastAgi().listen().getPort()).isEqualTo(3);
        }

        @Test
        void noHttpWhereNoneIsWanted() throws IOException {
            assertThat(read("", NO_ENVIRONMENT).listeners().http().listen())
                    .hasValueSatisfying(place -> assertThat(place.getPort()).isEqualTo(8080));
            assertThat(read("http.listen = none", NO_ENVIRONMENT).listeners().http().listen())
                    .isEmpty();
            assertThat(read("", Map.of("OVA_HTTP_LISTEN", "")).listeners().http().listen())
                    .isEmpty();
        }

        @Test
        void aMailServerInTheEnvironment() throws IOException {
            var configuration =
                    read(
                            "mail.from = \"voicemail@contoso.com\"",
                            Map.of("OVA_MAIL_SMTP_HOST", "mail.contoso.com"));
            assertThat(configuration.outgoing().mail().smtp())
                    .hasValueSatisfying(smtp -> assertThat(smtp.server().port()).isEqualTo(587));
        }

        @Test
        void aListInTheEnvironmentHasCommas() throws IOException {
            var configuration =
                    read("", Map.of("OVA_FASTAGI_ALLOWED_CLIENTS", "10.1.2.3, 10.2.0.0/16"));
            assertThat(configuration.listeners().fastAgi().allowedClients())
                    .containsExactly("10.1.2.3", "10.2.0.0/16");
        }
    }

    @Nested
    class WhatIsWrong {
        @Test
        void isToldAllAtOnce() {
            var problems =
                    problems(
                            """
                            fastagi { idleTimeout = soon, maxConections = 3 }
                            hashing.threads = 1000
                            log.level = loud
                            """,
                            Map.of("OVA_FASTAGI_LISTEN", "nowhere"));
            assertThat(problems)
                    .hasSize(5)
                    .anySatisfy(p -> assertThat(p).startsWith("fastagi.maxConections: no such key"))
                    .anySatisfy(p -> assertThat(p).startsWith("fastagi.listen: found 'nowhere'"))
                    .anySatisfy(
                            p ->
                                    assertThat(p)
                                            .startsWith("fastagi.idleTimeout: found")
                                            .contains("30s or 5m"))
                    .anySatisfy(p -> assertThat(p).startsWith("hashing.threads is 1000"))
                    .anySatisfy(
                            p ->
                                    assertThat(p)
                                            .startsWith(
                                                    "log.level: found 'loud', allowed: error, warn, info, debug"));
        }

        @ParameterizedTest
        @CsvSource({
            "6MiB, 5",
            "7MiB, 4",
            "45MiB, 1",
            "18MiB, 2",
            "7, 5",
            "7340033, 5",
            "4097MiB, 5",
            "99999999999999GiB, 5",
            "7MiB, 1001",
            "7MiB, 0"
        })
        void aCostOfHashesBelowOwaspsIsToldWithTheRows(String memory, int passes) {
            var config = "hashing { memory = %s, passes = %d }".formatted(memory, passes);
            assertThat(problems(config, NO_ENVIRONMENT))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "hashing.memory, hashing.passes: found '%s/%d'"
                                    .formatted(memory, passes))
                    .contains("46MiB/1, 19MiB/2, 12MiB/3, 9MiB/4, 7MiB/5");
        }

        @Test
        void aValueWhereKeysShouldBe() {
            assertThat(problems("fastagi = 5\nlog = { level = { a = info } }", NO_ENVIRONMENT))
                    .anySatisfy(p -> assertThat(p).startsWith("fastagi: no such key"))
                    .anySatisfy(p -> assertThat(p).startsWith("log.level.a: no such key"));
        }

        @Test
        void mailSettingsAreToldWithTheRest() {
            assertThat(
                            problems(
                                    "mail.smtp { host = mail.contoso.com, security = none, user = ova }\nhashing.threads = 1000",
                                    NO_ENVIRONMENT))
                    .hasSize(3)
                    .anyMatch(p -> p.startsWith("mail.smtp.security: found 'none'"))
                    .anyMatch(p -> p.startsWith("mail.smtp.user, mail.smtp.passwordFile"))
                    .anyMatch(p -> p.startsWith("hashing.threads"));
        }

        @Test
        void httpSettingsAreToldWithTheRest() {
            assertThat(
                            problems(
                                    "http { listen = \"0.0.0.0:80\", tls.key = k }\nhashing.threads = 1000",
                                    NO_ENVIRONMENT))
                    .hasSize(2)
                    .anyMatch(p -> p.startsWith("http.tls.certificate, http.tls.key: found only"))
                    .anyMatch(p -> p.startsWith("hashing.threads"));
        }

        @Test
        void aPasswordIsNoSetting() {
            assertThat(problems("mail.smtp.password = s3cret", NO_ENVIRONMENT))
                    .singleElement()
                    .asString()
                    .startsWith("mail.smtp.password: no such key")
                    .doesNotContain("s3cret");
        }

        @Test
        void listeningForOthersNeedsAListOfThem() {
            assertThat(problems("fastagi.listen = \"0.0.0.0:4573\"", NO_ENVIRONMENT))
                    .singleElement()
                    .asString()
                    .contains("fastagi.allowedClients");
        }

        @Test
        void aFileThatIsNotThere() {
            var thrown =
                    catchThrowableOfType(
                            BadConfiguration.class,
                            () ->
                                    Configuration.read(
                                            Optional.of(folder.resolve("none.conf")),
                                            NO_ENVIRONMENT,
                                            Map.of()));
            assertThat(thrown.problems()).singleElement().asString().contains("none.conf");
        }

        @Test
        void aFileThatIsNoHocon() {
            assertThat(problems("fastagi {", NO_ENVIRONMENT))
                    .singleElement()
                    .asString()
                    .contains("is not HOCON");
        }

        @Test
        void variablesOfOursThatMeanNothingAreNamed() throws IOException {
            var environment =
                    Map.of("OVA_FASTAGI_LISTN", "x", "OVA_JAVA_OPTS", "-Xmx1g", "PATH", "/bin");
            assertThat(read("", environment).unknownVariables())
                    .containsExactly("OVA_FASTAGI_LISTN");
        }
    }

    @Nested
    class TimeZones {
        @Test
        void areNamedAsIanaNamesThemOrAreTheHosts() throws IOException {
            assertThat(read("", NO_ENVIRONMENT).timeZone()).isEqualTo(ZoneId.systemDefault());
            assertThat(read("server.timeZone = europe/paris", NO_ENVIRONMENT).timeZone())
                    .isEqualTo(ZoneId.of("Europe/Paris"));
            assertThat(read("", Map.of("OVA_SERVER_TIME_ZONE", "Asia/Kolkata")).timeZone())
                    .isEqualTo(ZoneId.of("Asia/Kolkata"));
        }

        @Test
        void thatAreUnknownAreToldWithWhatMayBeMeant() {
            assertThat(problems("server.timeZone = \"Europe/Pariss\"", NO_ENVIRONMENT))
                    .singleElement()
                    .asString()
                    .contains("server.timeZone", "did you mean Europe/Paris?");
            assertThat(problems("server.timeZone = \"+02:00\"", NO_ENVIRONMENT)).hasSize(1);
        }
    }

    /// A key or default that changes has to change in the documents too.
    @Test
    void theDocumentsListEveryKeyWithItsDefaultAndVariable() {
        var told =
                Manual.page("docs/configuration.md").table("key", "default").stream()
                        .map(row -> String.join(" | ", row.subList(0, 3)));
        var reference = ConfigFactory.parseResources(getClass().getClassLoader(), "reference.conf");
        var rows = new ArrayList<String>();
        for (var entry : reference.entrySet()) {
            var value =
                    entry.getValue()
                            .render(ConfigRenderOptions.concise())
                            .replaceAll("^\"|\"$", "");
            rows.add(
                    "`%s` | `%s` | `%s`"
                            .formatted(
                                    entry.getKey(),
                                    value.isEmpty() ? "\"\"" : value,
                                    Configuration.variable(entry.getKey())));
        }
        assertThat(told).containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void theDocumentsListTheVariablesThatAreNoKeys() throws IOException {
        var told =
                Manual.page("docs/configuration.md").table("variable", "meaning").stream()
                        .flatMap(row -> Page.codeIn(row.getFirst()).stream())
                        .toList();
        var environment = told.stream().collect(Collectors.toMap(name -> name, _ -> "x"));
        assertThat(told).hasSize(7);
        assertThat(read("", environment).unknownVariables()).isEmpty();
    }
}
