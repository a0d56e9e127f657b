package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.docs.Manual;
import org.ovalogin.notify.journal.EventLog;
import org.ovalogin.notify.journal.Happenings;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// What other programs find in the log that production writes.
class EventLinesTest {
    private static final String FORGED =
            "{\"time\":\"x\",\"event\":\"AccountSignIn\",\"result\":\"Failed\",\"client\":\"203.0.113.9\"}";

    @TempDir private Path folder;

    /// In a process of its own, since logging is set up once in each.
    public static final class Child {
        public static void main(String[] args) {
            Main.configuration(
                    Optional.empty(),
                    Path.of(args[0]),
                    Map.of("OVA_LOG_FORMAT", args[1], "OVA_LOG_LEVEL", args[2]),
                    Map.of());
            var log = new EventLog();
            log.accept(Happenings.by(new Origin("account tony", "198.51.100.7")));
            log.accept(Happenings.signIn("Delayed", new Origin("account tony", "2001:db8::7")));
            log.accept(Happenings.signIn("Success", new Origin("account tony", "198.51.100.7")));
            log.accept(Happenings.by(new Origin("account tony", "command line")));
            MDC.put("call", "abcdefgh");
            log.accept(Happenings.WRONG_PIN);
            log.accept(Happenings.by(new Origin("caller " + FORGED, "10.1.2.3 PJSIP/" + FORGED)));
            MDC.clear();
            LoggerFactory.getLogger(EventLinesTest.class).warn("a caller says {}", FORGED);
        }
    }

    private List<String> lines(String format, String level) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process =
                new ProcessBuilder(
                                java,
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dlogback.configurationFile=logback.xml", // not the tests'
                                "-cp",
                                System.getProperty("java.class.path"),
                                Child.class.getName(),
                                folder.toString(),
                                format,
                                level)
                        .redirectErrorStream(true)
                        .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static Config object(String json) {
        return ConfigFactory.parseString(
                json, ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON));
    }

    @Test
    void inATextLogAnEventIsAnObjectAfterAFixedPrefix() throws IOException {
        var prefix = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S+ INFO  events - ");
        var lines = lines("text", "info");
        assertThat(lines).hasSize(7);
        assertThat(lines.subList(0, 6))
                .allSatisfy(line -> assertThat(prefix.matcher(line).lookingAt()).isTrue());
        var wrong = object(prefix.matcher(lines.get(4)).replaceFirst(""));
        assertThat(wrong.getString("event")).isEqualTo("SignIn");
        assertThat(wrong.getString("client")).isEqualTo("10.1.2.3");
        assertThat(wrong.getString("call")).isEqualTo("abcdefgh");
        var forged = object(prefix.matcher(lines.get(5)).replaceFirst(""));
        assertThat(forged.getString("by")).isEqualTo("caller " + FORGED);
    }

    @Test
    void inAJsonLogAnEventIsTheObject() throws IOException {
        var lines = lines("json", "info");
        assertThat(lines).hasSize(7);
        assertThat(object(lines.get(0)).getString("event")).isEqualTo("AccountSignIn");
        assertThat(object(lines.get(0)).hasPath("level")).isFalse();
        assertThat(object(lines.get(6)).getString("level")).isEqualTo("WARN");
    }

    @Test
    void areNotWrittenWhereTheLogIsToHaveLess() throws IOException {
        assertThat(lines("text", "warn"))
                .singleElement()
                .asString()
                .contains("WARN  EventLinesTest");
    }

    @Test
    void theDocumentsFilterFindsWhoFailsToSignInAndNobodyElse() throws IOException {
        var filter =
                Manual.fences("ini fail2ban").stream()
                        .flatMap(fence -> fence.lines().stream())
                        .filter(line -> line.startsWith("failregex = "))
                        .map(line -> line.substring("failregex = ".length()))
                        .map(line -> line.replace("<HOST>", "(?<host>[0-9a-fA-F:.]+)"))
                        .map(Pattern::compile)
                        .toList();
        assertThat(filter).hasSize(1);
        // fail2ban takes the time out before it looks
        var banned =
                lines("text", "info").stream()
                        .map(line -> line.replaceFirst("^\\S+", ""))
                        .map(filter.getFirst()::matcher)
                        .filter(Matcher::find)
                        .map(found -> found.group("host"))
                        .toList();
        // the last is the forger, by the address that they have
        assertThat(banned).containsExactly("198.51.100.7", "2001:db8:0:0:0:0:0:7", "10.1.2.3");
    }
}
