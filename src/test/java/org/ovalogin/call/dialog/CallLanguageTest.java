package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.PIN;
import static org.ovalogin.call.dialog.House.WRONG_PIN;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.core.input.Language;
import org.slf4j.LoggerFactory;

/// The language of a call: the request's, else the channel's, else the dial plan's, else English;
/// once the mailbox is known, its own.
class CallLanguageTest {
    /// The language before the mailbox is known, by request, channel and dial plan.
    private static final String UNTIL_THE_MAILBOX_IS_KNOWN =
            """
            request | channel | dialPlan | spoken
                    |         | en-US    | EN
                    |         | es-ES    | ES
                    | en      | en-US    | EN
                    | en      | es-ES    | ES
                    | en_US   | es-ES    | EN
                    | en-US   | es-ES    | EN
                    | EN      | es-ES    | EN
                    | en_GB   | es-ES    | EN_GB
                    | en_AU   | es-ES    | EN
                    | en      | en-GB    | EN_GB
                    | fr      | es-ES    | FR
                    | fr_CA   | es-ES    | FR
                    | fr      | en-US    | FR
                    | pt_BR   | es-ES    | ES
            de      |         | es-ES    | DE
            de      | en      | es-ES    | DE
            de      | en      | en-US    | DE
            de      | fr      | es-ES    | DE
            de_AT   | fr      | es-ES    | DE
            de-CH   | pt_BR   | es-ES    | DE
            DE      | fr      | es-ES    | DE
            en      | fr      | es-ES    | EN
            en_GB   | en      | es-ES    | EN_GB
            en      | en      | en-GB    | EN
            en      | en      | es-ES    | EN
            pt      | fr      | es-ES    | FR
            pt      | en      | es-ES    | ES
            den     | en      | es-ES    | ES
            ../de   | fr      | es-ES    | FR
            %64%65  | fr      | es-ES    | FR
            """;

    /// A call to a house in that dial plan's language.
    private record Called(House house, Phone phone) {
        static Called of(String request, String channel, String dialPlan) {
            var house = House.withOwner(plan -> plan.language = dialPlan);
            var phone = house.phone().speaking(channel == null ? "" : channel);
            return new Called(
                    house,
                    request == null ? phone : phone.asking(phone.query() + "&language=" + request));
        }

        /// From the own phone, which the dialplan vouches for.
        Phone desk(String extension) {
            return phone.calling(extension).asking(phone.query() + "&trusted=yes");
        }
    }

    @ParameterizedTest
    @CsvSource(
            textBlock = UNTIL_THE_MAILBOX_IS_KNOWN,
            delimiter = '|',
            useHeadersInDisplayName = true)
    void isTheRequestsElseTheChannelsElseTheDialPlans(
            String request, String channel, String dialPlan, Language spoken) {
        var called = Called.of(request, channel, dialPlan);
        assertThat(called.phone().dials("51234 527148# *").heardIn(spoken))
                .isEqualTo("welcome enter-extension enter-pin greeting main-menu goodbye");
        assertThat(called.desk("51234").dials("527148# *").heardIn(spoken))
                .isEqualTo("welcome mailbox(51234) enter-pin greeting main-menu goodbye");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock = UNTIL_THE_MAILBOX_IS_KNOWN,
            delimiter = '|',
            useHeadersInDisplayName = true)
    void isTheMailboxsOnceSignedIn(
            String request, String channel, String dialPlan, Language spoken) {
        var called = Called.of(request, channel, dialPlan);
        called.house().owner("56666", PIN, Optional.of(Language.IT));
        var line = called.phone().dials("56666 527148# 1");
        assertThat(line.heardIn(spoken)).isEqualTo("welcome enter-extension enter-pin");
        assertThat(line.heardIn(Language.IT)).isEqualTo("greeting main-menu");
        var back = called.phone().returning(line.variable("OVA_SESSION")).dials("*");
        assertThat(back.heardIn(Language.IT)).isEqualTo("main-menu goodbye");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock = UNTIL_THE_MAILBOX_IS_KNOWN,
            delimiter = '|',
            useHeadersInDisplayName = true)
    void isTheMailboxsFromTheWelcomeOnAtItsOwnPhone(
            String request, String channel, String dialPlan, Language spoken) {
        var called = Called.of(request, channel, dialPlan);
        called.house().owner("56666", PIN, Optional.of(Language.IT));
        assertThat(called.desk("56666").dials("527148# *").heardIn(Language.IT))
                .isEqualTo("welcome mailbox(56666) enter-pin greeting main-menu goodbye");
        // without trust the number says nothing
        assertThat(called.phone().calling("56666").dials("!").heardIn(spoken))
                .isEqualTo("welcome enter-extension");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock = UNTIL_THE_MAILBOX_IS_KNOWN,
            delimiter = '|',
            useHeadersInDisplayName = true)
    void isNotTheMailboxsThatTheRequestNames(
            String request, String channel, String dialPlan, Language spoken) {
        var called = Called.of(request, channel, dialPlan);
        called.house().owner("56666", PIN, Optional.of(Language.IT));
        var desk = called.desk("56666");
        var line = desk.asking(desk.query() + "&mailbox=56666").dials("527148# *");
        assertThat(line.heardIn(spoken)).isEqualTo("welcome enter-pin");
        assertThat(line.heardIn(Language.IT)).isEqualTo("greeting main-menu goodbye");
    }

    @ParameterizedTest
    @CsvSource({"de,fr,DE", ",fr,FR", ",en,EN", "pt,fr,FR", "pt,en,EN", "de,en,DE"})
    void isTheRequestsElseTheChannelsWhereThereIsNoDialPlan(
            String request, String channel, Language spoken) {
        var called = Called.of(request, channel, "es-ES");
        for (var wrong : new String[] {"dialplan=nowhere", "box=51234"}) {
            var phone = called.phone();
            var query = request == null ? wrong : wrong + "&language=" + request;
            assertThat(phone.asking(query).dials("").heardIn(spoken))
                    .isEqualTo("service-unavailable");
        }
    }

    @Test
    void aRefusalDoesNotChangeIt() {
        var called = Called.of("de", "fr", "es-ES");
        called.house().owner("56666", PIN, Optional.of(Language.IT));
        var line = called.phone().dials("56666 " + WRONG_PIN + "# ~1 !");
        assertThat(line.heard()).contains("login-incorrect");
        assertThat(line.heardIn(Language.DE)).isEqualTo(line.heard());
    }

    @Test
    void staysWhereTheMailboxHasNone() {
        var called = Called.of("de", "fr", "es-ES");
        var line = called.phone().dials("51234 527148# 1");
        var back = called.phone().returning(line.variable("OVA_SESSION")).dials("*");
        assertThat(back.heardIn(Language.DE)).isEqualTo("main-menu goodbye");
    }

    @Test
    void ofACallerWhoseOwnPhoneCannotBeLookedUpIsTheCalls() {
        var called = Called.of("de", "fr", "es-ES");
        called.house().store().breakAt(2, BreakableStore.When.BEFORE, true);
        assertThat(called.desk("51234").dials("").heardIn(Language.DE))
                .isEqualTo("service-unavailable");
    }

    @Nested
    class ATagWithoutPrompts {
        private final Logger log = (Logger) LoggerFactory.getLogger(CallLanguage.class);

        @Test
        void isLoggedOnceAndOnlyIfItIsATag() {
            var appender = new ListAppender<ILoggingEvent>();
            appender.start();
            log.addAppender(appender);
            try {
                var called = Called.of("xx", "fr", "es-ES");
                called.phone().dials("!");
                called.phone().dials("!");
                var forged = called.phone().asking(called.phone().query() + "%0Aforged");
                forged.dials("!");
            } finally {
                log.detachAppender(appender);
            }
            assertThat(appender.list)
                    .allMatch(event -> event.getLevel() == Level.WARN)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly(
                            "the dialplan asks for the language 'xx', which has no prompts;"
                                    + " allowed: "
                                    + Language.tags(),
                            "the dialplan asks for the language 'not a language tag', which has no"
                                    + " prompts; allowed: "
                                    + Language.tags());
        }
    }
}
