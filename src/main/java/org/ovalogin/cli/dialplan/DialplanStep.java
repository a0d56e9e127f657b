package org.ovalogin.cli.dialplan;

/// One priority of an extension.
///
/// @param priority its number, counted as Asterisk does
/// @param application as written; Asterisk ignores the case
/// @param arguments without the outer parentheses
/// @param place file and line, such as `extensions.conf:27`; a module's name where Asterisk knows
///   no file
public record DialplanStep(
        String context,
        String extension,
        int priority,
        String application,
        String arguments,
        String place) {
    public boolean runs(String name) {
        return application.equalsIgnoreCase(name);
    }

    /// Place, context and extension, such as `extensions.conf:27 [internal] *97`.
    public String where() {
        return "%s [%s] %s".formatted(place, context, extension);
    }

    /// Application and arguments, such as `VoiceMailMain(1234@default)`.
    public String text() {
        return application + "(" + arguments + ")";
    }
}
