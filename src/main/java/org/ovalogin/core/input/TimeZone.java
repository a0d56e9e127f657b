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

/// A time zone by its IANA name, such as `Europe/Paris`. The JDK defines the zones.
///
/// @param name as stored; a server with newer zones may have stored a name unknown here
public record TimeZone(String name) {
    private static final String ALLOWED =
            "an IANA name such as Europe/Paris, America/New_York or UTC";

    /// Names such as `EST`: different places use one for different zones, and most of them change
    /// in summer.
    private static final Pattern ABBREVIATION = Pattern.compile("(?!UTC|GMT)[A-Z]{3}");

    /// A place as people type it. Offsets are excluded by their digits.
    private static final Pattern LETTERS = Pattern.compile("[\\p{L}\\p{M} _/'.-]{3,64}");

    private static final Set<String> NAMES = names();

    private static Set<String> names() {
        var names = new TreeSet<>(ZoneId.getAvailableZoneIds());
        names.removeIf(n -> n.startsWith("SystemV/") || ABBREVIATION.matcher(n).matches());
        return names;
    }

    /// Reads a name without regard to case; empty for offsets, abbreviations and unknown names.
    public static Optional<TimeZone> named(String typed) {
        if (NAMES.contains(typed)) return Optional.of(new TimeZone(typed));
        return NAMES.stream().filter(typed::equalsIgnoreCase).findFirst().map(TimeZone::new);
    }

    /// Reads a form's field. An empty text means no zone; the previous zone may stay even if it is
    /// unknown here.
    ///
    /// @throws NotDone for any other unknown name
    public static Optional<TimeZone> typed(String typed, Optional<TimeZone> before) {
        if (typed.isEmpty()) return Optional.empty();
        var zone = before.filter(b -> b.name().equals(typed)).or(() -> named(typed));
        if (zone.isEmpty())
            throw new NotDone(
                    "TimeZone", Fault.TIME_ZONE, typed, meant(typed).orElse("Europe/Paris"));
        return zone;
    }

    /// The allowed names, for messages about the typed one.
    public static String allowed(String typed) {
        return meant(typed).map(name -> ALLOWED + " (did you mean " + name + "?)").orElse(ALLOWED);
    }

    /// The zone as shown to people, such as `Europe/Paris`.
    public static String title(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /// Empty if this JDK does not know the name.
    public Optional<ZoneId> zone() {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// Finds a zone by the beginning of its place.
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
