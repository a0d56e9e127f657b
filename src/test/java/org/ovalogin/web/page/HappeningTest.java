package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.Event.Occurrence;
import org.ovalogin.core.mailbox.Event.Target;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.web.frame.Clock;
import org.ovalogin.web.frame.PageLanguage;
import org.ovalogin.web.frame.PageTexts;

class HappeningTest {
    private static final UUID MAILBOX = UUID.randomUUID();

    /// Events as `time kind caller [count]`, newest first; happenings as `count kind`.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "11:54 WrongPin A, 11:37 WrongPin A | 2 WrongPin",
                "11:54 WrongPin A, 11:24 WrongPin A | 2 WrongPin",
                "11:54 WrongPin A, 11:23 WrongPin A | 1 WrongPin, 1 WrongPin",
                "11:54 WrongPin A, 11:53 WrongPin B | 1 WrongPin, 1 WrongPin",
                "11:54 WrongPin A, 11:53 WrongPin B, 11:52 WrongPin A | 2 WrongPin, 1 WrongPin",
                "11:54 Locked A, 11:53 Locked A 7, 11:52 WrongPin A | 8 Locked, 1 WrongPin",
                "11:54 WrongPin A, 11:53 Success A, 11:52 WrongPin A"
                        + " | 1 WrongPin, 1 Success, 1 WrongPin",
                "11:54 Success A, 11:53 Success A | 1 Success, 1 Success",
                "11:54 WrongPin A, 11:53 UNLOCKED X, 11:52 WrongPin A"
                        + " | 1 WrongPin, 1 , 1 WrongPin",
                "11:54 LOCKED A, 11:54 WrongPin A, 11:53 AUTOMATIC_RESET A, 11:52 WrongPin A"
                        + " | 1 , 2 WrongPin, 1 "
            })
    void sameRefusalsOfOneCallerBelongTogether(String events, String happenings) {
        assertThat(Happening.of(events(events), false))
                .extracting(h -> h.count() + " " + h.newest().result())
                .containsExactly(
                        Arrays.stream(happenings.split(","))
                                .map(t -> kind(t))
                                .toArray(String[]::new));
    }

    private static String kind(String text) {
        var stripped = text.strip();
        return stripped.contains(" ") ? stripped : stripped + " ";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENGLISH | 11:54 WrongPin A 14, 11:37 WrongPin A"
                        + " | 15 wrong PINs from A between 11:37 and 11:54",
                "ENGLISH | 11:54 WrongPin A, 11:54 WrongPin A | 2 wrong PINs from A at 11:54",
                "FRENCH | 11:54 WrongPin A 14, 11:37 WrongPin A"
                        + " | 15 codes PIN erronés depuis A entre 11:37 et 11:54",
                "GERMAN | 11:54 Locked A 1249, 11:37 Locked A"
                        + " | 1.250 Anmeldungen wegen der Sperre abgewiesen von A zwischen 11:37"
                        + " und 11:54",
                "SPANISH | 11:54 WrongPin A 14, 11:37 WrongPin A"
                        + " | 15 PIN erróneos desde A entre las 11:37 y las 11:54",
                "ITALIAN | 11:54 WrongPin A 14, 11:37 WrongPin A"
                        + " | 15 PIN errati da A tra le 11:37 e le 11:54",
                "ENGLISH | 00:10 WrongPin A, 23:50 WrongPin A"
                        + " | 2 wrong PINs from A, Nov 22, 2026, 11:50\u202fPM to Nov 23, 2026,"
                        + " 12:10\u202fAM"
            })
    void areToldAsASentence(PageLanguage language, String events, String sentence) {
        assertThat(told(language, events, false)).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "11:54 WrongPin A, 11:37 WrongPin A | true | 2+ wrong PINs",
                "11:54 WrongPin A, 11:37 WrongPin A | false | 2 wrong PINs",
                "11:54 WrongPin A, 11:53 WrongPin A, 11:20 Locked B | true | 2 wrong PINs",
                "11:54 WrongPin A, 11:53 WrongPin A, 11:52 Success A | true | 2 wrong PINs"
            })
    void aHappeningThatMayReachFurtherBackSaysSo(String events, boolean more, String told) {
        assertThat(told(PageLanguage.ENGLISH, events, more)).startsWith(told + " from A");
    }

    /// A stranger's number cannot become part of the sentence.
    @ParameterizedTest
    @CsvSource({"{0}", "'<b>{3}'", "\uE000", "\u202e0123"})
    void theCallerStandsAlone(String caller) {
        var at = at("11:54");
        var events = List.of(event(at, "WrongPin", caller, 2));
        var words = new EventWords(PageTexts.in(PageLanguage.ENGLISH));
        var told = words.told(Happening.of(events, false).getFirst(), clock(PageLanguage.ENGLISH));
        assertThat(told)
                .isEqualTo(new EventWords.Sentence("2 wrong PINs from ", caller, " at 11:54"));
    }

    private static String told(PageLanguage language, String events, boolean more) {
        var happening = Happening.of(events(events), more).getFirst();
        var told = new EventWords(PageTexts.in(language)).told(happening, clock(language));
        return told.before() + told.caller() + told.after();
    }

    private static Clock clock(PageLanguage language) {
        return new Clock(PageTexts.in(language), ZoneId.of("UTC"));
    }

    private static List<Event> events(String text) {
        return Arrays.stream(text.split(","))
                .map(one -> one.strip().split(" "))
                .map(w -> event(at(w[0]), w[1], w[2], w.length > 3 ? Integer.parseInt(w[3]) : 1))
                .toList();
    }

    /// Late evenings are those of the day before.
    private static Instant at(String time) {
        return Instant.parse(
                "2026-11-" + (time.startsWith("23") ? "22" : "23") + "T" + time + ":00Z");
    }

    private static Event event(Instant at, String kind, String by, int count) {
        var occurrence =
                kind.equals(kind.toUpperCase(java.util.Locale.ROOT))
                        ? new Occurrence(Name.valueOf(kind), "")
                        : new Occurrence(Name.SIGN_IN, kind);
        var target = new Target("default", Optional.of(MAILBOX), "");
        return new Event(at, occurrence, target, new Origin("caller " + by, "PJSIP/trunk"), count);
    }
}
