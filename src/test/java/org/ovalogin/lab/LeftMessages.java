package org.ovalogin.lab;

import java.io.IOException;
import java.nio.file.Files;

/// New messages in a mailbox, as Asterisk stores them. They light no lamp by themselves.
public final class LeftMessages {
    private LeftMessages() {}

    /// Fills the mailbox up to this number of messages.
    public static void leave(AsteriskLab lab, String extension, int count) throws IOException {
        var inbox = lab.inbox(extension);
        var sound = lab.sounds().resolve("en/ova/goodbye.wav");
        for (var i = 0; i < count; i++) {
            var name = "msg%04d".formatted(i);
            var wav = inbox.resolve(name + ".wav");
            if (!Files.exists(wav)) Files.copy(sound, wav);
            Files.writeString(
                    inbox.resolve(name + ".txt"),
                    """
                    [message]
                    origmailbox=%s
                    context=internal
                    callerid=0611
                    origdate=Mon Nov  2 10:00:00 AM UTC 2026
                    origtime=1793613600
                    duration=2
                    """
                            .formatted(extension));
        }
    }
}
