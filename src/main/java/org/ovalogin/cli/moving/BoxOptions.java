package org.ovalogin.cli.moving;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Options of a box, such as `tz=paris|delete=yes`; those it lacks are the installation's. The last
/// of a name counts; case does not.
final class BoxOptions {
    private static final Set<String> YES = Set.of("yes", "true", "y", "t", "1", "on");

    /// Options of `[general]` that act on boxes without their own.
    private static final Set<String> GENERAL =
            Set.of(
                    "tz",
                    "locale",
                    "dialout",
                    "callback",
                    "forcename",
                    "forcegreetings",
                    "passwordlocation");

    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /// Options that `[general]` gives to every box.
    static BoxOptions general(AsteriskConfig config) {
        var options = new BoxOptions();
        for (var name : GENERAL)
            config.option("general", name).ifPresent(e -> options.set(name, e.value()));
        return options;
    }

    BoxOptions copy() {
        var copy = new BoxOptions();
        copy.values.putAll(values);
        return copy;
    }

    void set(String name, String value) {
        if (name.equalsIgnoreCase("options")) read(value);
        else values.put(name, value);
    }

    /// Whatever stands after the fourth comma.
    void read(String written) {
        for (var option : written.split("\\|", -1)) {
            var equals = option.indexOf('=');
            if (equals >= 0) set(option.substring(0, equals), option.substring(equals + 1));
        }
    }

    /// Empty also for an empty text.
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(v -> !v.isEmpty());
    }

    /// Whether the option is on, as Asterisk's ast_true reads it.
    boolean on(String name) {
        return text(name).filter(BoxOptions::yes).isPresent();
    }

    static boolean yes(String value) {
        return YES.contains(value.strip().toLowerCase(Locale.ROOT));
    }

    /// The box's PIN is in its folder, not in voicemail.conf.
    boolean inSpoolFolder() {
        return text("passwordlocation").filter("spooldir"::equalsIgnoreCase).isPresent();
    }
}
