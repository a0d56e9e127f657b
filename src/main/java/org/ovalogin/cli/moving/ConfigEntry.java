package org.ovalogin.cli.moving;

import java.util.List;
import java.util.stream.Collectors;

/// A line `name = value` or `name => value`. Its value may be a password.
public final class ConfigEntry {
    private final ConfigPlace place;
    private final SourceText name;

    /// One, and one more for each `name += value`.
    private final List<SourceText> value;

    ConfigEntry(ConfigPlace place, SourceText name, List<SourceText> value) {
        this.place = place;
        this.name = name;
        this.value = List.copyOf(value);
    }

    public ConfigPlace place() {
        return place;
    }

    public String name() {
        return name.text();
    }

    /// The value without comments and outer blanks.
    public String value() {
        return value.stream().map(SourceText::text).collect(Collectors.joining()).strip();
    }

    SourceText rawName() {
        return name;
    }

    /// Its bytes in the files.
    List<SourceText> source() {
        return value;
    }

    boolean named(String other) {
        return name.raw().equalsIgnoreCase(other);
    }

    @Override
    public String toString() {
        return name() + " at " + place;
    }
}
