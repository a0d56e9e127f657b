package org.ovalogin.cli.dialplan;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.TypeConversionException;

/// The writer of the dialplan: a person, or a web interface with files of its own.
public enum Exchange {
    PLAIN("internal", "from-outside", ""),
    FREEPBX("from-internal-custom", "ova-from-outside", "extensions_override_freepbx.conf"),
    ISSABEL("from-internal-custom", "ova-from-outside", "extensions_override_issabelpbx.conf");

    /// Written anew at each "Apply Config".
    private static final Set<String> GENERATED =
            Set.of("extensions_additional.conf", "extensions.conf");

    final String inside;
    final String outside;

    /// Asterisk reads this file before the generated one, whose equal priorities then don't count.
    final String overriding;

    Exchange(String inside, String outside, String overriding) {
        this.inside = inside;
        this.outside = outside;
        this.overriding = overriding;
    }

    /// Recognizes the writer by the names of the dialplan's files.
    static Exchange of(List<Path> files) {
        var names =
                files.stream()
                        .map(file -> String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT))
                        .toList();
        if (names.stream().anyMatch(name -> name.contains("issabel"))) return ISSABEL;
        if (names.stream().anyMatch(name -> name.contains("freepbx"))
                || names.contains("extensions_additional.conf")) return FREEPBX;
        return PLAIN;
    }

    /// Recognizes the writer by the files that Asterisk names.
    public static Exchange of(AsteriskDialplan dialplan) {
        return of(
                dialplan.steps().stream()
                        .map(step -> step.place().replaceFirst(":\\d+$", ""))
                        .distinct()
                        .filter(name -> name.endsWith(".conf"))
                        .map(Path::of)
                        .toList());
    }

    /// @throws TypeConversionException for other names
    static Exchange named(String name) {
        for (var exchange : values()) if (exchange.name().equalsIgnoreCase(name)) return exchange;
        throw new TypeConversionException(
                "found '%s', allowed: plain, freepbx or issabel".formatted(name));
    }

    /// Whether it would undo a change in this file.
    boolean generates(String place) {
        return this != PLAIN && GENERATED.contains(place.replaceFirst(":\\d+$", ""));
    }

    String inWords() {
        return switch (this) {
            case PLAIN -> "Asterisk";
            case FREEPBX -> "FreePBX";
            case ISSABEL -> "Issabel";
        };
    }
}
