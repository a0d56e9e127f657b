package org.ovalogin.call.fastagi;

import org.ovalogin.call.dialog.HungUp;

/// Asterisk's reply to a command (res_agi.c, `handle_...`): `200 result=49 endpos=800`, or `200
/// result= (timeout)`. Asterisk-Java's own reply applies a regular expression for each value asked
/// of it, which allocated more than the rest of a command.
///
/// @param result without blanks; may be empty
/// @param extra the text in the parentheses after it; may be empty
record Reply(String result, String extra) {
    private static final String SUCCESS = "200 result=";
    private static final String DEAD_CHANNEL = "511 ";

    /// @throws HungUp if the channel is dead
    /// @throws UnexpectedReply for any other line that is not a result
    static Reply of(String line) {
        if (!oneLine(line)) throw UnexpectedReply.of(line);
        if (line.startsWith(DEAD_CHANNEL)) throw new HungUp();
        if (!line.startsWith(SUCCESS)) throw UnexpectedReply.of(line);
        var end = SUCCESS.length();
        while (end < line.length() && !isBlank(line.charAt(end))) end++;
        return new Reply(line.substring(SUCCESS.length(), end), parentheses(line, end));
    }

    private static String parentheses(String line, int after) {
        var open = after;
        while (open < line.length() && line.charAt(open) == ' ') open++;
        var close = line.lastIndexOf(')');
        return open > after && open < close && line.charAt(open) == '('
                ? line.substring(open + 1, close)
                : "";
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /// Some readers end a line at more characters than a line feed.
    private static boolean oneLine(String line) {
        for (var i = 0; i < line.length(); i++)
            if ("\n\r\u0085\u2028\u2029".indexOf(line.charAt(i)) >= 0) return false;
        return true;
    }

    /// Whether the result is a number of up to three digits, as commands return.
    boolean isCode() {
        return result.equals("-1") || (result.length() <= 3 && isCount());
    }

    private boolean isCount() {
        for (var i = 0; i < result.length(); i++)
            if (result.charAt(i) < '0' || result.charAt(i) > '9') return false;
        return !result.isEmpty();
    }

    /// Omits the parts that may be a PIN.
    @Override
    public String toString() {
        return "Reply";
    }
}
