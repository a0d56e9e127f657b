package org.ovalogin.cli.phone;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ovalogin.call.dialog.Key;

/// Keys pressed by a person. Thread-safe.
final class LiveKeypad implements Keypad {
    private final Queue<Key> pressed = new ConcurrentLinkedQueue<>();

    void press(Key key) {
        pressed.add(key);
    }

    @Override
    public Optional<Key> take(String wanted) {
        return Optional.ofNullable(pressed.poll());
    }

    @Override
    public void soundBegins() {}

    @Override
    public boolean tiresOf(Duration wait) {
        return false;
    }

    @Override
    public Duration playing(Duration length) {
        return length;
    }
}
