package org.ovalogin.lab;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Adds the calls made through a real Asterisk to the number in `target/asterisk-calls`, which
/// `./test` clears at its start and prints at its end. Several processes may add at the same time.
final class CallCount implements AfterAllCallback {
    private static final Path FILE = Path.of("target/asterisk-calls");

    private static final AtomicInteger WRITTEN = new AtomicInteger();

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        synchronized (CallCount.class) {
            var now = AsteriskLab.calls();
            Files.createDirectories(FILE.getParent());
            try (var file = FileChannel.open(FILE, CREATE, READ, WRITE);
                    var _ = file.lock()) {
                var text = Files.readString(FILE).strip();
                var before = text.isEmpty() ? 0 : Integer.parseInt(text);
                Files.writeString(FILE, before + now - WRITTEN.getAndSet(now) + "\n");
            }
        }
    }
}
