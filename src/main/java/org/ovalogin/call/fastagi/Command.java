package org.ovalogin.call.fastagi;

import org.asteriskjava.AsteriskVersion;
import org.asteriskjava.fastagi.command.AgiCommand;

/// A command of AGI. Asterisk-Java's own quote their arguments with three regular expressions and a
/// format each, which was a third of all that a call allocated.
///
/// @param name without arguments, as in `STREAM FILE`
/// @param buildCommand the line without its end
record Command(String name, String buildCommand) implements AgiCommand {
    /// @param arguments numbers as they are, texts in quotes
    static Command of(String name, Object... arguments) {
        var line = new StringBuilder(name);
        for (var argument : arguments) {
            line.append(' ');
            if (argument instanceof Number) line.append(argument);
            else quote(argument.toString(), line);
        }
        return new Command(name, line.toString());
    }

    /// As Asterisk takes words apart (res_agi.c, `parse_args`); a line end would end the command.
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
        // the same in all that there are
    }

    /// Without arguments, which may be what an owner is called or a token that opens a mailbox.
    @Override
    public String toString() {
        return "Command[" + name + "]";
    }
}
