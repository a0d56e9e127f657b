package org.ovalogin.cli.moving;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A section of a configuration, in the order of its lines; inherited entries come first.
public final class ConfigSection {
    private final ConfigPlace place;
    private final String name;
    private final List<ConfigEntry> entries = new ArrayList<>();
    private boolean template;

    ConfigSection(ConfigPlace place, String name) {
        this.place = place;
        this.name = name;
    }

    /// The place of its heading.
    public ConfigPlace place() {
        return place;
    }

    public String name() {
        return name;
    }

    public boolean named(String other) {
        return name.equalsIgnoreCase(other);
    }

    /// Only there for others to inherit from: `[name](!)`.
    public boolean template() {
        return template;
    }

    public List<ConfigEntry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /// The last entry of this name counts, whatever its case.
    public Optional<ConfigEntry> entry(String entryName) {
        return entries.reversed().stream().filter(e -> e.named(entryName)).findFirst();
    }

    void becomeTemplate() {
        template = true;
    }

    void add(ConfigEntry entry) {
        entries.add(entry);
    }

    /// Adds another section's entries, as for `[name](other)` and `[name](+)`.
    void take(ConfigSection other) {
        entries.addAll(other.entries);
    }

    /// `name += value` goes on where the last of the name ended.
    ///
    /// @return false where there is none
    boolean extend(SourceText entryName, SourceText more) {
        for (var i = entries.size() - 1; i >= 0; i--) {
            var entry = entries.get(i);
            if (!entry.rawName().raw().equals(entryName.raw())) continue;
            var value = new ArrayList<>(entry.source());
            value.add(more);
            entries.set(i, new ConfigEntry(entry.place(), entry.rawName(), value));
            return true;
        }
        return false;
    }

    @Override
    public String toString() {
        return "[" + name + "]";
    }
}
