package org.ovalogin.core.csv;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ovalogin.core.moving.BoxRemark;

/// Options of a box, such as `tz=paris|delete=yes`; those it lacks are the installation's. The last
/// of a name counts; case does not.
public final class BoxOptions {
    private static final Set<String> YES = Set.of("yes", "true", "y", "t", "1", "on");

    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    public BoxOptions copy() {
        var copy = new BoxOptions();
        copy.values.putAll(values);
        return copy;
    }

    public void set(String name, String value) {
        if (name.equalsIgnoreCase("options")) read(value);
        else values.put(name, value);
    }

    /// Whatever stands after the fourth comma.
    public void read(String written) {
        for (var option : written.split("\\|", -1)) {
            var equals = option.indexOf('=');
            if (equals >= 0) set(option.substring(0, equals), option.substring(equals + 1));
        }
    }

    /// Empty also for an empty text.
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(v -> !v.isEmpty());
    }

    /// Whether the option is on, as Asterisk's ast_true reads it.
    public boolean on(String name) {
        return text(name).filter(BoxOptions::yes).isPresent();
    }

    public static boolean yes(String value) {
        return YES.contains(value.strip().toLowerCase(Locale.ROOT));
    }

    /// The box's PIN is in its folder, not in voicemail.conf.
    public boolean inSpoolFolder() {
        return text("passwordlocation").filter("spooldir"::equalsIgnoreCase).isPresent();
    }

    public Optional<String> language() {
        return text("language").or(() -> text("locale"));
    }

    public Set<BoxRemark> remarks() {
        var remarks = EnumSet.noneOf(BoxRemark.class);
        if (text("dialout").isPresent()) remarks.add(BoxRemark.DIALS_OUT);
        if (text("callback").isPresent()) remarks.add(BoxRemark.CALLS_BACK);
        if (on("forcename")) remarks.add(BoxRemark.FORCES_NAME);
        if (on("forcegreetings")) remarks.add(BoxRemark.FORCES_GREETINGS);
        return remarks;
    }

    /// Several of something in one field, each once.
    ///
    /// @param separator a regular expression
    public static List<String> separated(String field, String separator) {
        return List.of(field.split(separator)).stream()
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .distinct()
                .toList();
    }
}
