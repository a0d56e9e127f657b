package org.ovalogin.core.pin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPinsTest {
    @Nested
    class Blocks {
        @ParameterizedTest
        @ValueSource(
                strings = {"1212", "123123", "83718371", "000000", "737373737373", "837183718371"})
        void blocksOfOneToFourDigitsAreCommon(String digits) {
            assertThat(CommonPins.contain(digits)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "83720",
                    "8372083720",
                    "837208372083720",
                    "8372837",
                    "7373738",
                    "17373737"
                })
        void longerBlocksAndBrokenOnesAreNot(String digits) {
            assertThat(CommonPins.contain(digits)).isFalse();
        }
    }

    @Nested
    class Dates {
        private static final List<String> FORMS =
                List.of(
                        "ddMM",
                        "MMdd",
                        "ddMMuu",
                        "MMdduu",
                        "uuMMdd",
                        "ddMMuuuu",
                        "MMdduuuu",
                        "uuuuMMdd");

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "3112",
                    "1231",
                    "2902",
                    "0229",
                    "311299",
                    "123199",
                    "991231",
                    "31121999",
                    "12311999",
                    "19991231",
                    "290200",
                    "022900",
                    "000229",
                    "29022000",
                    "02292000",
                    "20000229",
                    "29021904",
                    "29022096",
                    "1900",
                    "1987",
                    "2026",
                    "2099"
                })
        void datesAndYearsAreCommon(String digits) {
            assertThat(CommonPins.isDate(digits)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "3002",
                    "0230",
                    "3104",
                    "0431",
                    "3200",
                    "0012",
                    "1300",
                    "1313",
                    "1899",
                    "2100", // day, month, year
                    "290299",
                    "022999",
                    "990229",
                    "310499",
                    "003199",
                    "321399", // two-digit years
                    "29021900",
                    "19000229",
                    "29022100",
                    "31121899",
                    "21000101",
                    "31042000",
                    "20001301",
                    "31121",
                    "3112199",
                    "311219990" // no form has this length
                })
        void whatNoCalendarHasIsNot(String digits) {
            assertThat(CommonPins.isDate(digits)).isFalse();
        }

        @Test
        void everyDayOfTwoCenturiesIsFoundInEveryForm() {
            var forms =
                    FORMS.stream().map(f -> DateTimeFormatter.ofPattern(f, Locale.ROOT)).toList();
            LocalDate.of(1900, 1, 1)
                    .datesUntil(LocalDate.of(2100, 1, 1))
                    .flatMap(day -> forms.stream().map(day::format))
                    .forEach(digits -> assertThat(CommonPins.isDate(digits)).as(digits).isTrue());
        }

        /// Each of the 366 days as DDMM and as MMDD, the 12 × 12 where both halves are a month
        /// being the same; and the years, of which 1901 to 1912 and 2001 to 2012 are days as well.
        @Test
        void fewFourDigitPinsAreLostToDates() {
            var found =
                    IntStream.range(0, 10_000)
                            .mapToObj("%04d"::formatted)
                            .filter(CommonPins::isDate)
                            .count();

            assertThat(found).isEqualTo(366 + 366 - 12 * 12 + 200 - 12 - 12);
        }
    }

    @Nested
    class Listed {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "2580",
                    "0852",
                    "1470",
                    "5683",
                    "1397",
                    "13579",
                    "159753",
                    "147258",
                    "789456",
                    "112233",
                    "8675309",
                    "12344321",
                    "147258369",
                    "1234567890",
                    "0987654321",
                    "741852963",
                    "12369874"
                })
        void keypadLinesAndFavouritesAreCommon(String digits) {
            assertThat(CommonPins.contain(digits)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"8068", "73920", "739205", "4820617", "83957102"})
        void pinsOfNoPatternAreNot(String digits) {
            assertThat(CommonPins.contain(digits)).isFalse();
        }

        @Test
        void listHasPinsOnlyAndNoneTheRulesFindByThemselves() {
            assertThat(CommonPins.listed())
                    .hasSizeGreaterThan(500)
                    .allSatisfy(
                            digits -> {
                                var pin = Pin.of(digits).orElseThrow();
                                var policy = PinPolicy.EXCHANGE.with(d -> d.minPinLength = 4);
                                assertThat(CommonPins.repeatsBlock(digits)).isFalse();
                                assertThat(CommonPins.isDate(digits)).isFalse();
                                assertThat(PinRules.broken(pin, policy, List.of()))
                                        .containsExactly(new PinRule.Common());
                            });
        }
    }

    // jqwik runs no properties in JUnit's nested classes
    @Property
    void anyShortBlockIsFoundHoweverOftenItComes(
            @ForAll @IntRange(min = 0, max = 9999) int number,
            @ForAll @IntRange(min = 2, max = 6) int times) {
        var block = String.valueOf(number);

        assertThat(CommonPins.repeatsBlock(block.repeat(times))).isTrue();
    }
}
