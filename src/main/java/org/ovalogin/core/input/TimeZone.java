package org.ovalogin.core.input;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A time zone under its IANA name, as in `Europe/Paris`. The zones are those of the JDK.
///
/// @param name as stored; a server with newer zones may have stored one that is unknown here
public record TimeZone(String name) {
    private static final String ALLOWED =
            "an IANA name such as Europe/Paris, America/New_York or UTC";

    /// `EST` and its like: several places mean several zones by them, and most change in summer.
    private static final Pattern ABBREVIATION = Pattern.compile("(?!UTC|GMT)[A-Z]{3}");

    /// As a place may be typed; an offset has digits.
    private static final Pattern LETTERS = Pattern.compile("[\\p{L}\\p{M} _/'.-]{3,64}");

    private static final Set<String> NAMES = names();

    private static Set<String> names() {
        var names = new TreeSet<>(ZoneId.getAvailableZoneIds());
        names.removeIf(n -> n.startsWith("SystemV/") || ABBREVIATION.matcher(n).matches());
        return names;
    }

    /// Reads a name without regard to case; empty for offsets, abbreviations, and what is not
    /// known.
    public static Optional<TimeZone> named(String typed) {
        return NAMES.stream().filter(typed::equalsIgnoreCase).findFirst().map(TimeZone::new);
    }

    /// What a form says: nothing is none, and the one before stays although it may be unknown here.
    ///
    /// @throws NotDone for a name that is unknown here
    public static Optional<TimeZone> typed(String typed, Optional<TimeZone> before) {
        if (typed.isEmpty()) return Optional.empty();
        var zone = before.filter(b -> b.name().equals(typed)).or(() -> named(typed));
        if (zone.isEmpty())
            throw new NotDone(
                    "TimeZone", Fault.TIME_ZONE, typed, meant(typed).orElse("Europe/Paris"));
        return zone;
    }

    /// What is allowed instead of what was typed, for messages.
    public static String allowed(String typed) {
        return meant(typed).map(name -> ALLOWED + " (did you mean " + name + "?)").orElse(ALLOWED);
    }

    /// How a zone is told, as in `Europe/Paris`.
    public static String title(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /// Empty where the name is not known to this JDK.
    public Optional<ZoneId> zone() {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// By the beginning of its place.
    private static Optional<String> meant(String typed) {
        var place = place(typed);
        if (!LETTERS.matcher(typed).matches()) return Optional.empty();
        return NAMES.stream()
                .filter(name -> name.indexOf('/') > 0)
                .max(
                        Comparator.comparingInt((String name) -> alike(place, place(name)))
                                .thenComparingInt(name -> -place(name).length()))
                .filter(name -> alike(place, place(name)) >= Math.max(3, place.length() - 2));
    }

    private static int alike(String one, String other) {
        var most = Math.min(one.length(), other.length());
        var alike = 0;
        while (alike < most && one.charAt(alike) == other.charAt(alike)) alike++;
        return alike;
    }

    private static String place(String name) {
        return name.substring(name.lastIndexOf('/') + 1)
                .strip()
                .replace(' ', '_')
                .toLowerCase(Locale.ROOT);
    }
}
