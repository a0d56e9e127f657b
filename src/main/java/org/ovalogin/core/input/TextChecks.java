package org.ovalogin.core.input;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Checks the texts of mailboxes and similar objects, and collects their faults.
public final class TextChecks {
    /// No characters that steer a terminal, break a line or turn its direction.
    private static final Pattern DISPLAY_NAME =
            Pattern.compile(
                    "(?=.*\\S)[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\uFFFD\\u202A-\\u202E\\u2066-\\u2069]{1,128}");

    /// Digits alone are refused: they would be an extension.
    private static final Pattern ALIAS = Pattern.compile("(?=.*[A-Za-z._-])[A-Za-z0-9._-]{1,64}");

    private TextChecks() {}

    public static boolean isAddress(String text) {
        return EmailAddress.isTaken(text);
    }

    public static void address(String field, String found, List<Finding> findings) {
        if (!isAddress(found)) findings.add(EmailAddress.finding(field, found));
    }

    public static void displayName(String found, List<Finding> findings) {
        if (!DISPLAY_NAME.matcher(found).matches())
            findings.add(new Finding("DisplayName", Fault.DISPLAY_NAME, found, ""));
    }

    public static void alias(String found, List<Finding> findings) {
        if (isAddress(found) || ALIAS.matcher(found).matches()) return;
        findings.add(
                found.indexOf('@') > 0
                        ? EmailAddress.finding("Aliases", found)
                        : new Finding("Aliases", Fault.ALIAS, found, ""));
    }

    public static boolean isName(String text) {
        return DISPLAY_NAME.matcher(text).matches();
    }

    public static NotDone refused(OutOfRange e) {
        return new NotDone(findings(e), "");
    }

    public static List<Finding> findings(OutOfRange e) {
        return Stream.concat(Stream.of(e), e.others().stream())
                .map(
                        each ->
                                new Finding(
                                        each.parameter(),
                                        Fault.VALUE,
                                        each.found(),
                                        each.allowed()))
                .toList();
    }

    public static void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) throw new NotDone(findings, "");
    }
}
