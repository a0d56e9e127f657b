package org.ovalogin.cli.dialplan;

import java.util.Optional;
import java.util.regex.Pattern;

/// A call to the subroutine of `ova.conf`: `Gosub(ova-login,s,1(yes,default,phones))`.
///
/// @param trust the first argument; anything but `yes` means no
/// @param dialPlan the second argument, or `default`; an expression has a `$`
/// @param operators the third argument: a context; empty: none
/// @param language the fourth argument: a language's tag; empty: none
public record Entrance(
        DialplanStep step, String trust, String dialPlan, String operators, String language) {
    private static final Pattern ARGUMENTS =
            Pattern.compile("\\bova-login,s,1(?:\\(((?:[^()]|\\([^()]*\\))*)\\))?");

    /// Commas within `${…}` separate no arguments.
    private static final Pattern COMMA = Pattern.compile(",(?![^${]*\\})");

    /// Whether the dialplan vouches for the caller's number.
    public boolean trusted() {
        return trust.equals("yes");
    }

    static Optional<Entrance> of(DialplanStep step) {
        var call = ARGUMENTS.matcher(step.arguments().replace(" ", ""));
        if (OldDoors.ours(step.context()) || !call.find()) return Optional.empty();
        var arguments = call.group(1) == null ? "" : call.group(1);
        var words = COMMA.split(arguments + ",,,,", -1);
        return Optional.of(
                new Entrance(
                        step,
                        words[0],
                        words[1].isEmpty() ? "default" : words[1],
                        words[2],
                        words[3]));
    }
}
