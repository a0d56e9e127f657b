package org.ovalogin.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ovalogin.Ports;

/// The folder of one private Asterisk: the shipped configuration, overlaid with its own ports and
/// the tests' entry points. Only two shipped lines change: the ports.
final class Instance {
    static final String LOG = "lab.log";

    private static final Path SHIPPED = Path.of("asterisk-config");
    private static final int RTP_PORTS = 200;

    private final Path folder;
    private final int sipPort = Ports.free();

    /// @param callerPort serves the keys of Local channels' callers
    Instance(Path folder, int callerPort) {
        this.folder = folder;
        var etc = folder.resolve("etc");
        try {
            copy(SHIPPED, etc);
            Files.createDirectories(folder.resolve("log"));
            // Asterisk's own from its start, whoever makes the first mailbox in it.
            Files.createDirectories(folder.resolve("spool/voicemail/default"));
            if (Files.exists(etc.resolve("sounds")))
                Files.move(etc.resolve("sounds"), folder.resolve("sounds"));
            passwords(etc);
            replace(etc.resolve("pjsip.conf"), "bind=0.0.0.0:5060", "bind=127.0.0.1:" + sipPort);
            // Two labs may share ports: Asterisk skips a port in use.
            var rtp = 20_000 + (sipPort % 100) * RTP_PORTS;
            replace(etc.resolve("rtp.conf"), "rtpstart=10000", "rtpstart=" + rtp);
            replace(etc.resolve("rtp.conf"), "rtpend=10199", "rtpend=" + (rtp + RTP_PORTS - 1));
            append(etc.resolve("pjsip.conf"), Resources.text("pjsip.conf", Map.of()));
            append(etc.resolve("modules.conf"), Resources.text("modules.conf", Map.of()));
            append(etc.resolve("logger.conf"), LOG + " => notice,warning,error,verbose(3)\n");
            append(etc.resolve("voicemail.conf"), boxes());
            append(etc.resolve("extensions.conf"), "\n#include lab-extensions.conf\n");
            Files.writeString(
                    etc.resolve("lab-extensions.conf"),
                    Resources.text(
                            "extensions.conf", Map.of("CALLER_PORT", String.valueOf(callerPort))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    Path log() {
        return folder.resolve("log").resolve(LOG);
    }

    int sipPort() {
        return sipPort;
    }

    /// The generated password of a sample phone.
    String password(String phone) {
        try {
            var text = Files.readString(folder.resolve("etc/pjsip-passwords.conf"));
            var password =
                    Pattern.compile("username=" + phone + "\npassword=([0-9a-f]+)\n").matcher(text);
            if (!password.find()) throw new IllegalArgumentException("no phone " + phone);
            return password.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A hundred more mailboxes, in the last context of the shipped file.
    private static String boxes() {
        return IntStream.range(0, 100)
                .mapToObj("520%02d => -x\n"::formatted)
                .collect(Collectors.joining());
    }

    private static void passwords(Path etc) throws IOException {
        var made =
                new ProcessBuilder(etc.resolve("phone-passwords").toString(), etc.toString())
                        .redirectErrorStream(true)
                        .start();
        var words = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!Files.exists(etc.resolve("pjsip-passwords.conf")))
            throw new IllegalStateException("phone-passwords made none: " + words);
    }

    private static void replace(Path file, String shipped, String ours) throws IOException {
        var text = Files.readString(file);
        if (!text.contains(shipped))
            throw new IllegalStateException(file.getFileName() + " no longer has " + shipped);
        Files.writeString(file, text.replace(shipped, ours));
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator)
                Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
    }
}
