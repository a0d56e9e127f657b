package org.ovalogin.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Adds the calls made through a real Asterisk to the number in `target/asterisk-calls`, which
/// `./test` clears at its start and prints at its end. Several processes may add, one after the
/// other.
final class CallCount implements AfterAllCallback {
    private static final Path FILE = Path.of("target/asterisk-calls");

    private static final AtomicInteger WRITTEN = new AtomicInteger();

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        synchronized (CallCount.class) {
            var now = AsteriskLab.calls();
            var before = Files.exists(FILE) ? Integer.parseInt(Files.readString(FILE).strip()) : 0;
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, before + now - WRITTEN.getAndSet(now) + "\n");
        }
    }
}
