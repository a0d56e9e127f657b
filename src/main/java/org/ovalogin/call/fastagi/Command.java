package org.ovalogin.call.fastagi;

import org.asteriskjava.AsteriskVersion;
import org.asteriskjava.fastagi.command.AgiCommand;

/// An AGI command. Asterisk-Java's own commands quote each argument with three regular expressions
/// and a format, which was a third of a call's allocations.
///
/// @param name without arguments, such as `STREAM FILE`
/// @param buildCommand the line without its end
record Command(String name, String buildCommand) implements AgiCommand {
    /// @param arguments numbers are written as they are, texts in quotes
    static Command of(String name, Object... arguments) {
        var line = new StringBuilder(name);
        for (var argument : arguments) {
            line.append(' ');
            if (argument instanceof Number) line.append(argument);
            else quote(argument.toString(), line);
        }
        return new Command(name, line.toString());
    }

    /// Quotes as Asterisk parses (res_agi.c, `parse_args`). A line end would end the command.
    private static void quote(String text, StringBuilder line) {
        line.append('"');
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\n') continue;
            if (c == '"' || c == '\\') line.append('\\');
            line.append(c);
        }
        line.append('"');
    }

    @Override
    public void setAsteriskVersion(AsteriskVersion version) {
        // no other escape exists
    }

    /// Omits the arguments: they may contain an owner's name, or a token that opens a mailbox.
    @Override
    public String toString() {
        return "Command[" + name + "]";
    }
}
