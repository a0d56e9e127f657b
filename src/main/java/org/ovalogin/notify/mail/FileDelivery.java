package org.ovalogin.notify.mail;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.ovalogin.core.mailbox.Letter;

/// Writes letters as `.eml` files if no mail server is configured.
public final class FileDelivery implements Delivery {
    private final LetterWriter writer;
    private final Path folder;
    private final EmlFolder files;

    public FileDelivery(LetterWriter writer, Path folder) {
        this.writer = writer;
        this.folder = folder;
        this.files = new EmlFolder(folder);
    }

    @Override
    public Outcome deliver(Letter letter) {
        var name = letter.notice().file();
        try {
            files.write(name, writer.write(letter));
            return new Outcome.Accepted(Optional.of(name));
        } catch (UncheckedIOException e) {
            return new Outcome.Later(new Fault("Disk", String.valueOf(e.getCause())));
        }
    }

    /// Ample time to write a file.
    @Override
    public Duration limit() {
        return Duration.ofSeconds(30);
    }

    @Override
    public String destination() {
        return "no mail server is configured: e-mails to owners are written to " + folder;
    }
}
