package org.ovalogin.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Checks the containers as far as possible without a container engine. [ContainersIT] runs the
/// Asterisk image's start command.
class ContainersTest {
    static final String SERVER = "Dockerfile";
    static final String ASTERISK = "asterisk-config/Dockerfile";

    /// The instructions of a Dockerfile without comments, with continued lines joined.
    static List<String> instructions(String file) throws IOException {
        var text = Files.readString(Path.of(file)).replaceAll("(?m)^\\s*#.*\n", "");
        return text.replace("\\\n", " ").lines().filter(line -> !line.isBlank()).toList();
    }

    static Stream<String> arguments(String file, String instruction) throws IOException {
        return instructions(file).stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1).strip());
    }

    private static final Map<?, ?> COMPOSE = compose();

    private static Map<?, ?> compose() {
        try {
            return (Map<?, ?>)
                    new Load(LoadSettings.builder().build())
                            .loadFromString(Files.readString(Path.of("docker-compose.yml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The value at this path of docker-compose.yml; `/` separates the keys.
    private static Object at(String path) {
        Object node = COMPOSE;
        for (var key : path.split("/", -1)) {
            if (!(node instanceof Map<?, ?> map)) throw new AssertionError("no map at " + path);
            var next = map.get(key);
            if (next == null) throw new AssertionError("nothing at " + path);
            node = next;
        }
        return node;
    }

    @Nested
    class Copied {
        @Test
        void everyFileThatTheServersImageCopiesIsThere() throws IOException {
            assertThat(copied(SERVER))
                    .isNotEmpty()
                    .allSatisfy(source -> assertThat(Path.of(source)).exists());
        }

        @Test
        void theServersImageHasAllScriptsAndOptionsOfTheLauncher() throws IOException {
            assertThat(copied(SERVER)).contains("ova", "src/main/sh");
        }

        @Test
        void everyFileThatTheAsteriskImageCopiesIsThere() throws IOException {
            assertThat(copied(ASTERISK))
                    .isNotEmpty()
                    .allSatisfy(
                            source ->
                                    assertThat(List.of(globbed("asterisk-config", source)))
                                            .isNotEmpty());
        }

        private static List<String> copied(String file) throws IOException {
            return arguments(file, "COPY")
                    .filter(arguments -> !arguments.startsWith("--from"))
                    .flatMap(
                            arguments -> {
                                var words = List.of(arguments.split(" +"));
                                return words.subList(0, words.size() - 1).stream();
                            })
                    .toList();
        }

        private static Path[] globbed(String folder, String glob) {
            try (var found = Files.newDirectoryStream(Path.of(folder), glob)) {
                return StreamSupport.stream(found.spliterator(), false).toArray(Path[]::new);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"ova", "asterisk-config/start-asterisk", "src/test/lab/asterisk"})
        void programsAreExecutable(String file) {
            assertThat(Path.of(file)).isExecutable();
        }
    }

    @Nested
    class Images {
        @ParameterizedTest
        @ValueSource(strings = {SERVER, ASTERISK})
        void runAsSomebodyWithoutRights(String file) throws IOException {
            assertThat(arguments(file, "USER")).last().asString().isNotBlank().isNotIn("root", "0");
        }

        @ParameterizedTest
        @ValueSource(strings = {SERVER, ASTERISK})
        void tellTheirHealth(String file) throws IOException {
            assertThat(arguments(file, "HEALTHCHECK")).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {SERVER, ASTERISK, "docker-compose.yml"})
        void holdNoSecret(String file) throws IOException {
            assertThat(Files.readString(Path.of(file)))
                    .doesNotContainPattern("(?i)(password|secret|token|key)\\s*[=:]\\s*\\S");
        }

        @Test
        void passwordsOfThePhonesAreNotCopied() throws IOException {
            assertThat(Files.readString(Path.of("asterisk-config/.dockerignore")).lines())
                    .contains("pjsip-passwords.conf");
        }

        @Test
        void serverIsStartedByTheLauncherOnThePortThatIsWatched() throws IOException {
            assertThat(arguments(SERVER, "ENTRYPOINT")).containsExactly("[\"./ova\"]");
            assertThat(arguments(SERVER, "CMD"))
                    .containsExactly(
                            "[\"serve\", \"--data\", \"/data\", \"--fastagi\", \"0.0.0.0:4573\"]");
            var port = Integer.toHexString(4573).toUpperCase(Locale.ROOT);
            assertThat(arguments(SERVER, "HEALTHCHECK"))
                    .allSatisfy(check -> assertThat(check).contains(":" + port + "$"));
            assertThat(arguments(SERVER, "VOLUME")).containsExactly("/data");
        }

        @Test
        void serverRunsOnTheJavaReleaseItIsBuiltFor() throws IOException {
            var release = find("<maven.compiler.release>(\\d+)<", "pom.xml");
            assertThat(arguments(SERVER, "FROM"))
                    .isNotEmpty()
                    .allSatisfy(from -> assertThat(from).startsWith("eclipse-temurin:" + release));
        }

        @Test
        void asteriskIsTheOneOfTheTests() throws IOException {
            var release = find("readonly release=(\\w+)", "src/test/lab/asterisk");
            assertThat(arguments(ASTERISK, "FROM")).containsExactly("debian:" + release + "-slim");
            assertThat(arguments(ASTERISK, "RUN"))
                    .anySatisfy(run -> assertThat(run).contains("packages.txt | xargs apt-get"));
            assertThat(Files.readString(Path.of("src/test/lab/asterisk")))
                    .contains("asterisk-config/packages.txt");
        }
    }

    @Nested
    class Together {
        @Test
        void bothAreBuiltHere() {
            assertThat(Path.of(String.valueOf(at("services/ova/build")), "Dockerfile")).exists();
            assertThat(Path.of(String.valueOf(at("services/asterisk/build")), "Dockerfile"))
                    .exists();
        }

        @Test
        void onlyAsteriskMaySpeakToTheServer() {
            assertThat(at("services/ova/environment/OVA_FASTAGI_ALLOWED_CLIENTS"))
                    .isEqualTo(at("services/asterisk/networks/line/ipv4_address"));
            assertThat(at("networks/line/internal")).isEqualTo(true);
        }

        @Test
        void administratorsAreServedOnThisHostOnly() {
            assertThat(at("services/ova/ports")).isEqualTo(List.of("127.0.0.1:8080:8080"));
            assertThat(at("services/ova/environment/OVA_HTTP_LISTEN")).isEqualTo("0.0.0.0:8080");
        }

        @Test
        void asteriskAsksTheServerWhereItListens() {
            assertThat(at("services/asterisk/environment/OVA_SERVER")).isEqualTo("ova:4573");
            assertThat(at("services/asterisk/depends_on/ova/condition"))
                    .isEqualTo("service_healthy");
        }

        @Test
        void portsAreThoseOfTheConfiguration() throws IOException {
            var sip = find("bind=0.0.0.0:(\\d+)", "asterisk-config/pjsip.conf");
            var from = find("rtpstart=(\\d+)", "asterisk-config/rtp.conf");
            var to = find("rtpend=(\\d+)", "asterisk-config/rtp.conf");
            var media = from + "-" + to;
            assertThat(at("services/asterisk/ports"))
                    .isEqualTo(List.of(sip + ":" + sip + "/udp", media + ":" + media + "/udp"));
            assertThat(arguments(ASTERISK, "EXPOSE"))
                    .containsExactly(sip + "/udp " + media + "/udp");
        }

        @ParameterizedTest
        @ValueSource(strings = {"ova", "asterisk"})
        void volumesAndNetworksAreDeclared(String service) {
            var volumes = (List<?>) at("services/" + service + "/volumes");
            assertThat(volumes)
                    .isNotEmpty()
                    .allSatisfy(
                            volume ->
                                    assertThat(((Map<?, ?>) at("volumes")).keySet().toString())
                                            .contains(String.valueOf(volume).split(":", 2)[0]));
            assertThat(((Map<?, ?>) at("networks")).keySet().toString())
                    .contains(
                            ((Map<?, ?>) at("services/" + service + "/networks"))
                                    .keySet().stream().map(String::valueOf).toList());
        }
    }

    private static String find(String pattern, String file) throws IOException {
        var found = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
        assertThat(found.find()).as("%s in %s", pattern, file).isTrue();
        return found.group(1);
    }
}
