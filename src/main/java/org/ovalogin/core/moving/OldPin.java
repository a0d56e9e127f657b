package org.ovalogin.core.moving;

import java.util.Arrays;
import java.util.Optional;
import org.ovalogin.core.pin.Pin;

/// The password of a [Box]. Not printable. Closing wipes it.
public final class OldPin implements AutoCloseable {
    private final char[] text;

    private OldPin(char[] text) {
        this.text = text;
    }

    /// @param text a copy is kept; the caller wipes its own
    public static OldPin of(char[] text) {
        return new OldPin(text.clone());
    }

    public static OldPin none() {
        return new OldPin(new char[0]);
    }

    /// Without a password, Asterisk asks for none.
    public boolean empty() {
        return text.length == 0;
    }

    /// Asterisk's mark of a password that can't be changed by phone.
    public boolean unchangeable() {
        return text.length > 0 && text[0] == '-';
    }

    /// The digits that opened the box; empty for anything but 4 to 24 digits.
    public Optional<Pin> pin() {
        return Pin.of(
                new String(text, unchangeable() ? 1 : 0, text.length - (unchangeable() ? 1 : 0)));
    }

    @Override
    public void close() {
        Arrays.fill(text, '\0');
    }

    @Override
    public String toString() {
        return "OldPin";
    }
}
