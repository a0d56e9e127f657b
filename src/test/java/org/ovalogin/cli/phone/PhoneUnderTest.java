package org.ovalogin.cli.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ovalogin.core.input.Language;
import picocli.CommandLine;

/// One run of the command, as the shell sees it.
record PhoneUnderTest(int exitCode, String out, String err) {
    static final Map<String, String> ENGLISH =
            Map.ofEntries(
                    Map.entry("welcome", "Welcome to voice mail."),
                    Map.entry("enter-extension", "Enter your extension, then press pound."),
                    Map.entry("enter-pin", "Enter your PIN, then press pound."),
                    Map.entry("login-incorrect", "The extension or the PIN is incorrect."),
                    Map.entry(
                            "enter-pin-again",
                            "Enter your PIN again; for another extension, press star."),
                    Map.entry("main-menu", "For voice mail, press 1."),
                    Map.entry("mailbox-1", "Mailbox"),
                    Map.entry("number-5", "five"),
                    Map.entry("number-1", "one"),
                    Map.entry("new-pin-1", "Enter a new PIN of at least"),
                    Map.entry("new-pin-2", "digits, then press pound."));

    static Map<String, String> texts(Language language) {
        return switch (language) {
            case EN -> ENGLISH;
            case EN_GB -> Map.of("enter-pin", "Enter your PIN, then press hash.");
            case FR -> Map.of("enter-pin", "Entrez votre code, puis dièse.");
            default -> Map.of();
        };
    }

    static PhoneUnderTest run(String standardInput, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var in = new ByteArrayInputStream(standardInput.getBytes(UTF_8));
        var exitCode =
                new CommandLine(new PhoneCommand(PhoneUnderTest::texts, in))
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(args);
        return new PhoneUnderTest(exitCode, out.toString(), err.toString());
    }

    /// Calls a server that talks like this.
    static PhoneUnderTest call(String keys, Ivr.Side side, String... args) {
        try (var ivr = new Ivr(side)) {
            var all = new ArrayList<>(List.of("--to", ivr.address(), "--keys", keys));
            all.addAll(Arrays.asList(args));
            return run("", all.toArray(String[]::new));
        }
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
