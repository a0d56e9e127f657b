package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.web.http.HttpServer;
import org.ovalogin.web.http.TryHttp;
import org.slf4j.LoggerFactory;

class LoggingTest {
    @TempDir private Path folder;

    /// In a process of its own, since logging is set up once in each.
    public static final class Child {
        public static void main(String[] args) {
            Main.configuration(
                    Optional.empty(),
                    Path.of(args[0]),
                    Map.of(
                            "OVA_LOG_LEVEL",
                            "debug",
                            "OVA_FASTAGI_ALLOWED_CLIENTS",
                            "10.1.0.0/16,fd00::1"),
                    Map.of("fastagi.listen", "0.0.0.0:4573"));
            System.out.print(LoggerFactory.getLogger("org.ovalogin").isDebugEnabled());
        }
    }

    @Test
    void isSetUpByTheSettingsWhateverTheyAre() throws IOException {
        assertThat(outputOf(Child.class)).isEqualTo("true");
    }

    /// Sends a server what no client does, on each of the ways to it.
    public static final class Attacked {
        public static void main(String[] args) throws IOException {
            var settings = TryHttp.settings();
            try (var server = new HttpServer(settings, List.of(), (_, _) -> "")) {
                var port = server.start();
                send(port, "POST /signin HTTP/1.1\r\npassword: correct horse\0\r\n\r\n");
                send(port, "\u0016\u0003\u0001 correct horse\r\n\r\n");
                send(port, HTTP_2 + "correct horse battery");
                // a frame of headers that can't be read, and one that is too long
                send(port, HTTP_2 + SETTINGS + "\0\0\u0001\u0001\u0005\0\0\0\u0001\u00FF");
                send(port, HTTP_2 + SETTINGS + "\u00FF\u00FF\u00FF\0\0\0\0\0\u0001");
            }
            System.out.print("attacked");
        }

        private static final String HTTP_2 = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
        private static final String SETTINGS = "\0\0\0\u0004\0\0\0\0\0";

        private static void send(int port, String bytes) throws IOException {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
                socket.getInputStream().readAllBytes();
            } catch (SocketException _) {
                // closed with bytes unread
            }
        }
    }

    @Test
    void hasNotALineOfWhatNoClientSends() throws IOException {
        assertThat(outputOf(Attacked.class)).isEqualTo("attacked");
    }

    private String outputOf(Class<?> main) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process =
                new ProcessBuilder(
                                java,
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Dlogback.configurationFile=logback.xml", // not the tests'
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName(),
                                folder.toString())
                        .redirectErrorStream(true)
                        .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
