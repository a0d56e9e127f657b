package org.ovalogin.cli.language;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.Times;

/// The operators of conditions. Texts are compared without regard to case; the left side says what
/// kind of comparison it is. A regular expression is the administrator's own, on the own machine.
public enum Comparison {
    EQ,
    NE,
    GT,
    GE,
    LT,
    LE,
    LIKE,
    NOTLIKE,
    MATCH,
    NOTMATCH,
    CONTAINS,
    NOTCONTAINS,
    IN,
    NOTIN;

    static Comparison named(String name) {
        return Arrays.stream(values())
                .filter(c -> c.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                ShellException.usage(
                                        "there is no comparison -" + Quote.bare(name),
                                        "known are " + all()));
    }

    public static String all() {
        return Arrays.stream(values())
                .map(c -> "-" + c.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }

    /// Checks the right side before anything is done.
    public void check(String right) {
        if (this == MATCH || this == NOTMATCH) expression(right);
    }

    boolean holds(@Nullable Object left, @Nullable Object right) {
        return switch (this) {
            case EQ -> equal(left, right);
            case NE -> !equal(left, right);
            case GT -> compared(left, right) && order(left, right) > 0;
            case GE -> compared(left, right) && order(left, right) >= 0;
            case LT -> compared(left, right) && order(left, right) < 0;
            case LE -> compared(left, right) && order(left, right) <= 0;
            case LIKE -> like(left, right);
            case NOTLIKE -> !like(left, right);
            case MATCH -> match(left, right);
            case NOTMATCH -> !match(left, right);
            case CONTAINS -> contains(left, right);
            case NOTCONTAINS -> !contains(left, right);
            case IN -> contains(right, left);
            case NOTIN -> !contains(right, left);
        };
    }

    private static boolean equal(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) return left == null && right == null;
        if (left instanceof List<?> list) return list.stream().anyMatch(e -> equal(e, right));
        return switch (left) {
            case Boolean b -> String.valueOf(b).equalsIgnoreCase(plain(right));
            case Number _, Instant _ -> comparable(left, right) && order(left, right) == 0;
            default -> plain(left).equalsIgnoreCase(plain(right));
        };
    }

    private static boolean contains(@Nullable Object left, @Nullable Object right) {
        if (left instanceof List<?> list) return list.stream().anyMatch(e -> equal(e, right));
        return equal(left, right);
    }

    private static boolean compared(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && comparable(left, right);
    }

    private static boolean comparable(Object left, Object right) {
        return switch (left) {
            case Number _ -> plain(right).matches("[+-]?\\d{1,18}(\\.\\d{1,9})?");
            case Instant _ -> right instanceof Instant || Times.read(plain(right)).isPresent();
            default -> true;
        };
    }

    private static int order(@Nullable Object left, @Nullable Object right) {
        return switch (Objects.requireNonNull(left)) {
            case Number n -> new BigDecimal(plain(n)).compareTo(new BigDecimal(plain(right)));
            case Instant at ->
                    at.compareTo(
                            right instanceof Instant other
                                    ? other
                                    : Times.read(plain(right)).orElseThrow());
            default -> plain(left).compareToIgnoreCase(plain(right));
        };
    }

    private static boolean like(@Nullable Object left, @Nullable Object right) {
        if (left instanceof List<?> list) return list.stream().anyMatch(e -> like(e, right));
        return left != null && wildcard(plain(right)).matcher(plain(left)).matches();
    }

    /// `*` any number of characters, `?` one.
    static Pattern wildcard(String pattern) {
        var expression = new StringBuilder();
        for (var i = 0; i < pattern.length(); i++) {
            var c = pattern.charAt(i);
            switch (c) {
                // several stars in a row mean one; each would multiply the work
                case '*' -> {
                    if (!expression.toString().endsWith(".*")) expression.append(".*");
                }
                case '?' -> expression.append('.');
                default -> expression.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(
                expression.toString(),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    private static boolean match(@Nullable Object left, @Nullable Object right) {
        if (left instanceof List<?> list) return list.stream().anyMatch(e -> match(e, right));
        return left != null && expression(plain(right)).matcher(plain(left)).find();
    }

    private static Pattern expression(String text) {
        try {
            return Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        } catch (PatternSyntaxException _) {
            throw ShellException.usage(
                    "what follows -match is no regular expression",
                    "-like takes simple patterns with * and ?");
        }
    }

    private static String plain(@Nullable Object value) {
        return Item.text(value);
    }
}
