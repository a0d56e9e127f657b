package org.ovalogin.cli.cmdlets;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.ShellException;

/// The encoding of a file (`-Encoding`), by PowerShell's names or those of the operating system.
///
/// @param marked whether a new file begins with a byte order mark
public record Encoding(Charset charset, boolean marked) {
    public static final String NAMES =
            "utf8, utf8BOM, unicode, bigendianunicode, ascii, ansi, latin1";

    public static final Encoding UTF_8 = new Encoding(StandardCharsets.UTF_8, false);

    /// @throws ShellException of kind USAGE
    public static Encoding of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "utf8", "utf8nobom", "utf-8", "default" -> UTF_8;
            case "utf8bom" -> new Encoding(StandardCharsets.UTF_8, true);
            // without a mark the order of bytes is unknown
            case "unicode", "utf-16" -> new Encoding(StandardCharsets.UTF_16LE, true);
            case "bigendianunicode" -> new Encoding(StandardCharsets.UTF_16BE, true);
            case "ascii" -> new Encoding(StandardCharsets.US_ASCII, false);
            case "latin1" -> new Encoding(StandardCharsets.ISO_8859_1, false);
            case "ansi", "1252" -> new Encoding(Charset.forName("windows-1252"), false);
            case "oem" -> new Encoding(Charset.forName("IBM850"), false);
            default -> named(name);
        };
    }

    private static Encoding named(String name) {
        try {
            return new Encoding(Charset.forName(name), false);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            throw ShellException.usage(
                    "-Encoding %s is not known".formatted(Quote.of(name)), "allowed: " + NAMES);
        }
    }
}
