package org.ovalogin.cli.dialplan;

import java.util.regex.Pattern;

/// Names of extensions as Asterisk matches them: `51234`, or patterns such as `_5XXX`.
final class ExtensionPattern {
    private ExtensionPattern() {}

    static boolean matches(String extension, String number) {
        if (!extension.startsWith("_")) return extension.equals(number);
        var expression = new StringBuilder();
        for (var i = 1; i < extension.length(); i++) {
            var c = extension.charAt(i);
            switch (c) {
                case 'X', 'x' -> expression.append("[0-9]");
                case 'Z', 'z' -> expression.append("[1-9]");
                case 'N', 'n' -> expression.append("[2-9]");
                case '.' -> expression.append(".+");
                case '!' -> expression.append(".*");
                case '-' -> {}
                case '[' -> {
                    var end = extension.indexOf(']', i);
                    if (end < 0) return false;
                    expression.append(oneOf(extension.substring(i + 1, end)));
                    i = end;
                }
                default -> expression.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return number.matches(expression.toString());
    }

    private static String oneOf(String set) {
        return "[" + set.replaceAll("[^0-9A-Za-z*#+-]", "") + "]";
    }
}
