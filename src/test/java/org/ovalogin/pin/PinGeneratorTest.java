package org.ovalogin.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PinGeneratorTest {
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

    /// Ten draws of each allowed PIN on average; chi-square with n − 1 degrees of freedom has the
    /// mean n − 1 and the variance 2(n − 1), and is all but normal at this n. Five standard
    /// deviations either way; the seed is fixed.
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
        var draws = 10 * allowed.size();
        var generator = new PinGenerator(new Random(20_260_101));
        var counts = new HashMap<String, Integer>();
        for (var i = 0; i < draws; i++) {
            counts.merge(generator.generate(FOUR, extensions).digits(), 1, Integer::sum);
        }

        var chiSquare =
                allowed.stream()
                        .mapToDouble(
                                digits -> Math.pow(counts.getOrDefault(digits, 0) - 10, 2) / 10)
                        .sum();
        var freedom = allowed.size() - 1;
        assertThat(counts.keySet()).isSubsetOf(allowed);
        assertThat(allowed).hasSizeGreaterThan(8500);
        assertThat(chiSquare)
                .isBetween(
                        freedom - 5 * Math.sqrt(2 * freedom), freedom + 5 * Math.sqrt(2 * freedom));
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
