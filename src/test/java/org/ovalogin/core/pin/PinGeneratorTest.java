package org.ovalogin.core.pin;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PinGeneratorTest {
    private static final int DRAWS_EACH = 10;
    private static final PinPolicy FOUR = PinPolicy.EXCHANGE.with(d -> d.minPinLength = 4);

    @Property(tries = 300)
    void generatedPinBreaksNoRuleAndHasTheMinimumLength(
            @ForAll @IntRange(min = 4, max = 24) int length,
            @ForAll boolean allowCommonPatterns,
            @ForAll @Size(max = 3) List<@NumericChars @StringLength(min = 1, max = 20) String> extensions,
            @ForAll long seed) {
        var policy =
                PinPolicy.EXCHANGE.with(
                        d -> {
                            d.minPinLength = length;
                            d.allowCommonPatterns = allowCommonPatterns;
                        });

        var pin = new PinGenerator(new Random(seed)).generate(policy, extensions);

        var strict = policy.with(d -> d.allowCommonPatterns = false);
        assertThat(pin.digits()).hasSize(length);
        assertThat(PinRules.broken(pin, strict, extensions)).isEmpty();
    }

    /// Ten draws of each allowed PIN on average. A slant of single digits is lost in the noise of
    /// nine thousand PINs, so each place's digits are counted by themselves as well, against what
    /// the rules leave.
    @Test
    void everyAllowedPinIsAsLikelyAsAnyOther() {
        var extensions = List.of("36697");
        var allowed =
                IntStream.range(0, 10_000)
                        .mapToObj("%04d"::formatted)
                        .filter(
                                digits ->
                                        PinRules.check(digits, FOUR, extensions)
                                                instanceof PinCheck.Allowed)
                        .toList();
        var generator = new PinGenerator(new Random(20_260_101));
        var drawn =
                Stream.generate(() -> generator.generate(FOUR, extensions).digits())
                        .limit(DRAWS_EACH * (long) allowed.size())
                        .toList();

        assertThat(allowed).hasSizeGreaterThan(8500).containsAll(Set.copyOf(drawn));
        assertLikely(drawn, allowed, digits -> digits);
        for (var place = 0; place < 4; place++) {
            var at = place;
            assertLikely(drawn, allowed, digits -> digits.charAt(at));
        }
    }

    /// Chi-square over the groups; it has the mean n − 1 and the variance 2(n − 1). Five standard
    /// deviations, with a fixed seed.
    private static void assertLikely(
            List<String> drawn, List<String> allowed, Function<String, Object> group) {
        var found = drawn.stream().collect(groupingBy(group, counting()));
        var possible = allowed.stream().collect(groupingBy(group, counting()));
        var chiSquare =
                possible.entrySet().stream()
                        .mapToDouble(
                                entry -> {
                                    var expected = DRAWS_EACH * (double) entry.getValue();
                                    var count = found.getOrDefault(entry.getKey(), 0L);
                                    return (count - expected) * (count - expected) / expected;
                                })
                        .sum();

        var freedom = possible.size() - 1;
        assertThat(chiSquare).isCloseTo(freedom, within(5 * Math.sqrt(2.0 * freedom)));
    }

    @Test
    void secureRandomMakesPinsThatDiffer() {
        var generator = new PinGenerator(new SecureRandom());
        var long24 = PinPolicy.EXCHANGE.with(d -> d.minPinLength = 24);

        assertThat(IntStream.range(0, 20).mapToObj(_ -> generator.generate(long24, List.of())))
                .doesNotHaveDuplicates();
    }

    @Test
    void extensionsThatLeaveNoPinAreAnErrorAndNoEndlessLoop() {
        var everyThreeDigits = IntStream.range(0, 1000).mapToObj("%03d"::formatted).toList();

        assertThatIllegalStateException()
                .isThrownBy(() -> new PinGenerator(new Random(1)).generate(FOUR, everyThreeDigits))
                .withMessage("no PIN of 4 digits keeps the rules beside 1000 extensions");
    }
}
