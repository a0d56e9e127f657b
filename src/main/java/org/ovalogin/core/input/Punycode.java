package org.ovalogin.core.input;

import java.util.ArrayList;
import java.util.Optional;

/// Text of any script as ASCII letters, digits and hyphens (RFC 3492), with the parameters for
/// domain names and without the leading `xn--`.
final class Punycode {
    private static final int BASE = 36;
    private static final int LOWEST_THRESHOLD = 1;
    private static final int HIGHEST_THRESHOLD = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int FIRST_BIAS = 72;
    private static final int FIRST_NOT_ASCII = 0x80;

    private Punycode() {}

    static String encoded(String text) {
        var codes = text.codePoints().toArray();
        var out = new StringBuilder();
        text.codePoints().filter(c -> c < FIRST_NOT_ASCII).forEach(out::appendCodePoint);
        var ascii = out.length();
        if (ascii > 0) out.append('-');
        var bias = FIRST_BIAS;
        var delta = 0;
        var last = FIRST_NOT_ASCII - 1;
        for (var done = ascii; done < codes.length; ) {
            var next = Integer.MAX_VALUE;
            for (var c : codes) if (c > last) next = Math.min(next, c);
            delta += (next - last - 1) * (done + 1);
            for (var c : codes) {
                if (c < next) delta++;
                if (c != next) continue;
                number(delta, bias, out);
                bias = adapted(delta, done + 1, done == ascii);
                delta = 0;
                done++;
            }
            delta++;
            last = next;
        }
        return out.toString();
    }

    private static void number(int value, int bias, StringBuilder out) {
        var rest = value;
        for (var k = BASE; ; k += BASE) {
            var threshold = threshold(k, bias);
            if (rest < threshold) {
                out.append(digit(rest));
                return;
            }
            out.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
        }
    }

    /// Empty if the text is not Punycode.
    static Optional<String> decoded(String ascii) {
        var hyphen = ascii.lastIndexOf('-');
        var codes = new ArrayList<Integer>();
        ascii.substring(0, Math.max(0, hyphen)).chars().forEach(codes::add);
        var bias = FIRST_BIAS;
        long code = FIRST_NOT_ASCII;
        long place = 0;
        for (var at = hyphen + 1; at < ascii.length(); ) {
            var before = place;
            long weight = 1;
            for (var k = BASE; ; k += BASE) {
                var digit = at < ascii.length() ? Character.digit(ascii.charAt(at++), BASE) : -1;
                if (digit < 0) return Optional.empty();
                var value = (digit + 26) % BASE; // a to z come before 0 to 9
                place += value * weight;
                var threshold = threshold(k, bias);
                if (value < threshold) break;
                weight *= BASE - threshold;
                if (place > Integer.MAX_VALUE || weight > Integer.MAX_VALUE)
                    return Optional.empty();
            }
            var length = codes.size() + 1;
            bias = adapted((int) (place - before), length, before == 0);
            code += place / length;
            place %= length;
            if (code > Character.MAX_CODE_POINT) return Optional.empty();
            codes.add((int) place++, (int) code);
        }
        var text = new StringBuilder();
        codes.forEach(text::appendCodePoint);
        return Optional.of(text.toString());
    }

    private static int threshold(int k, int bias) {
        return Math.clamp(k - bias, LOWEST_THRESHOLD, HIGHEST_THRESHOLD);
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int adapted(int delta, int length, boolean first) {
        var rest = first ? delta / DAMP : delta / 2;
        rest += rest / length;
        var k = 0;
        for (; rest > (BASE - LOWEST_THRESHOLD) * HIGHEST_THRESHOLD / 2; k += BASE)
            rest /= BASE - LOWEST_THRESHOLD;
        return k + (BASE - LOWEST_THRESHOLD + 1) * rest / (rest + SKEW);
    }
}
