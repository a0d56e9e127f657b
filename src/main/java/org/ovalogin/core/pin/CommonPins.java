package org.ovalogin.core.pin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// PINs that many people choose, and that are therefore easy to guess.
final class CommonPins {
    private static final int LONGEST_BLOCK = 4;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2099;

    /// The year of a date without one: a leap year, so that 29 February is a date.
    private static final int LEAP_YEAR = 2000;

    private static final Pattern SPACES = Pattern.compile(" +");
    private static final Set<String> LISTED = read("common-pins.txt");

    private CommonPins() {}

    static boolean contain(String digits) {
        return repeatsBlock(digits) || isDate(digits) || LISTED.contains(digits);
    }

    static boolean repeatsBlock(String digits) {
        for (var block = 1; block <= LONGEST_BLOCK; block++) {
            var times = digits.length() / block;
            if (times > 1 && digits.equals(digits.substring(0, block).repeat(times))) return true;
        }
        return false;
    }

    static boolean isDate(String digits) {
        return switch (digits.length()) {
            case 4 -> isDayAndMonth(digits, LEAP_YEAR) || isYear(number(digits, 0, 4));
            case 6 -> isDateOfTwoDigitYear(digits);
            case 8 ->
                    isDayAndMonth(digits.substring(0, 4), number(digits, 4, 8))
                            || isDate(
                                    number(digits, 0, 4),
                                    number(digits, 4, 6),
                                    number(digits, 6, 8));
            default -> false;
        };
    }

    /// The year is of this century or the last, whichever makes a date: 29 February existed in 2000
    /// and not in 1900.
    private static boolean isDateOfTwoDigitYear(String digits) {
        for (var century = FIRST_YEAR; century < LAST_YEAR; century += 100) {
            var last = century + number(digits, 4, 6);
            var first = century + number(digits, 0, 2);
            if (isDayAndMonth(digits.substring(0, 4), last)
                    || isDate(first, number(digits, 2, 4), number(digits, 4, 6))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDayAndMonth(String digits, int year) {
        var first = number(digits, 0, 2);
        var second = number(digits, 2, 4);
        return isDate(year, second, first) || isDate(year, first, second);
    }

    private static boolean isDate(int year, int month, int day) {
        return isYear(year)
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
    }

    private static boolean isYear(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }

    static Set<String> listed() {
        return LISTED;
    }

    private static Set<String> read(String file) {
        try (var in = CommonPins.class.getResourceAsStream(file)) {
            if (in == null) throw new IllegalStateException("no resource " + file);
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .flatMap(line -> SPACES.splitAsStream(line.strip()))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
