package org.ovalogin.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.PinResets.Reset;

/// Resets mailboxes in its own process, to be killed by a test. Reads each extension from standard
/// input and confirms it on standard output after the commit.
final class KilledAdministrator {
    private static final PrintStream OUT = System.out;

    private KilledAdministrator() {}

    public static void main(String[] args) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        try (var folder = new OpenFolder(Path.of(args[0]))) {
            var administration = folder.administration;
            OUT.println("ready");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var mailbox = administration.mailboxes().find("default:" + line);
                administration.pins().reset(mailbox.guid(), Reset.DEFAULT, Actor.local("test"));
                OUT.println("reset " + line);
            }
        }
    }
}
