package org.ovalogin.core.csv;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// A property of a box that a column may hold. Their names are the parameters of `Enable-UMMailbox`
/// where it has them.
public enum BoxField {
    EXTENSIONS("Extensions"),
    IDENTITY("Identity"),
    NOTIFY_ADDRESSES("NotifyAddresses"),
    ALIASES("Aliases"),
    NAME("Name"),
    LANGUAGE("Language"),
    TIME_ZONE("TimeZone"),
    PIN("Pin"),
    CONTEXT("Context"),
    /// Whether the own phone is asked for a PIN.
    ASKS_PIN("AsksPin"),
    PINLESS("PinlessAccessToVoiceMailEnabled"),
    /// Whether the row is of a user with voice mail.
    ENABLED("UMEnabled"),
    LOCKED("LockedOut"),
    /// Asterisk's, after the fourth comma.
    OPTIONS("Options");

    private final String text;

    BoxField(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    public static Optional<BoxField> named(String typed) {
        return Arrays.stream(values()).filter(f -> f.text.equalsIgnoreCase(typed)).findFirst();
    }

    public static String names() {
        return Arrays.stream(values()).map(f -> f.text).collect(Collectors.joining(", "));
    }
}
