package org.ovalogin.core.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeZoneTest {
    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, Europe/Paris",
        "europe/paris, Europe/Paris",
        "AMERICA/argentina/buenos_aires, America/Argentina/Buenos_Aires",
        "Asia/Kathmandu, Asia/Kathmandu",
        "Pacific/Chatham, Pacific/Chatham",
        "utc, UTC",
        "Etc/GMT+5, Etc/GMT+5",
        "Japan, Japan"
    })
    void isReadByItsIanaNameWithoutRegardToCase(String typed, String name) {
        assertThat(TimeZone.named(typed)).contains(new TimeZone(name));
        assertThat(new TimeZone(name).zone()).contains(ZoneId.of(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+02:00",
                "UTC+2",
                "GMT+02:00",
                "Z",
                "EST",
                "CET",
                "MST",
                "PRC",
                "",
                " ",
                "Paris",
                "Europe/Pariss",
                "Europe",
                "Europe/",
                "W. Europe Standard Time",
                "SystemV/EST5",
                "../Europe/Paris",
                "Europe/Paris\n"
            })
    void offsetsAbbreviationsAndUnknownNamesAreRefused(String typed) {
        assertThat(TimeZone.named(typed)).isEmpty();
        if (!typed.isEmpty())
            assertThatThrownBy(() -> TimeZone.typed(typed, Optional.empty()))
                    .isInstanceOfSatisfying(
                            NotDone.class,
                            e -> assertThat(e.getMessage()).contains("Europe/Paris"));
    }

    @ParameterizedTest
    @CsvSource({
        "Paris, Europe/Paris",
        "Europe/Pariss, Europe/Paris",
        "Europa/Berlin, Europe/Berlin",
        "new york, America/New_York",
        "Asia/Tokio, Asia/Tokyo",
        "Europe/Berln, Europe/Berlin"
    })
    void aRefusalNamesWhatMayBeMeant(String typed, String meant) {
        assertThat(TimeZone.allowed(typed)).contains("did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "+02:00", "Gotham", "Europe/"})
    void whereNothingIsNearNothingIsNamed(String typed) {
        assertThat(TimeZone.allowed(typed)).doesNotContain("did you mean");
    }

    @Test
    void oneThatIsUnknownHereStaysWhileItIsNotChanged() {
        var newer = new TimeZone("Mars/Olympus_Mons");
        assertThat(newer.zone()).isEmpty();
        assertThat(TimeZone.typed("Mars/Olympus_Mons", Optional.of(newer))).contains(newer);
        assertThat(TimeZone.typed("", Optional.of(newer))).isEmpty();
    }

    @Test
    void utcIsToldByItsName() {
        assertThat(TimeZone.title(ZoneOffset.UTC)).isEqualTo("UTC");
        assertThat(TimeZone.title(ZoneId.of("Europe/Paris"))).isEqualTo("Europe/Paris");
    }
}
