package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.HashSettings;
import org.ovalogin.core.pin.PinHasher;

class ReceptionTest {
    private static final String UNAVAILABLE = "OVA_NEXT=hangup OVA_RESULT=UNAVAILABLE";

    private final House house = House.withOwner();

    @Nested
    class Request {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "dialplan",
                    "dialplan=",
                    "dialplan=nowhere",
                    "trusted=yes",
                    "DIALPLAN=%s",
                    "dialplan=%s&",
                    "dialplan=%s&extension=51234",
                    "dialplan=%s&dialplan=%s",
                    "dialplan=%s&dialplan=nowhere",
                    "dialplan=%s&trusted",
                    "dialplan=%s&trusted=true",
                    "dialplan=%s&trusted=YES",
                    "dialplan=%s&trusted=yes&trusted=no",
                    "dialplan=%s&trusted=no&trusted=yes",
                    "dialplan=%s&session=1&session=2",
                    "dialplan=%s&mailbox=51234&mailbox=51234",
                    "dialplan=%s&mailbox=5123a",
                    "dialplan=%s&mailbox=51234%%23",
                    "dialplan=%s&box=51234",
                    "dialplan=%s&operator=never",
                    "dialplan=%s&operator=no&operator=no",
                    "dialplan=%s&recording=yes",
                    "dialplan=%s&recording=stop&recording=stop",
                    "dialplan=%s&language=de&language=fr",
                    "dialplan=%s%%",
                    "dialplan=%s%%zz"
                })
        void thatIsNotUnderstoodIsTurnedAway(String query) {
            var line =
                    house.phone()
                            .asking(query.replace("%s", house.dialPlan()).replace("%%", "%"))
                            .dials("");
            assertThat(line.heard()).isEqualTo("service-unavailable");
            assertThat(line.told()).isEqualTo(UNAVAILABLE);
            assertThat(line.limits()).isEmpty();
        }

        @Test
        void stopsTheRecordingBeforeTheFirstWord() {
            var desk = house.desk("51234");
            assertThat(desk.dials("!").unrecordedFrom()).isEmpty();
            var query = desk.call().request().query() + "&recording=stop";
            assertThat(desk.asking(query).dials("!").unrecordedFrom()).hasValue(0);
        }

        @Test
        void forAnotherScriptIsTurnedAway() {
            var known = house.phone().call();
            for (var script : new String[] {"", "logout", "login/", "LOGIN"}) {
                var line =
                        house.answer(
                                new Call(
                                        new Call.Request(script, known.request().query()),
                                        known.callerNumber(),
                                        new Call.Channel(
                                                known.channel().name(),
                                                known.channel().uniqueId(),
                                                known.channel().language()),
                                        known.client()),
                                new ScriptedLine(House.catalogue(), ""));
                assertThat(line.heard()).as("'%s'", script).isEqualTo("service-unavailable");
                assertThat(line.told()).isEqualTo(UNAVAILABLE);
            }
        }

        @Test
        void mayBeHungUpWhileItIsTurnedAway() {
            var line = house.phone().asking("nonsense").dials("[service-unavailable]!");
            assertThat(line.hungUp()).isTrue();
            assertThat(line.told()).isEmpty();
        }

        @Test
        void isTurnedAwayInTheChannelsLanguage() {
            var line = house.phone().asking("nonsense").speaking("de_AT").dials("");
            assertThat(line.heardIn(Language.DE)).isEqualTo("service-unavailable");
        }

        @Test
        void isTurnedAwayInEnglishWhereTheLanguageIsNoneOfOurs() {
            var line = house.phone().asking("nonsense").speaking("pt_BR").dials("");
            assertThat(line.heardIn(Language.EN)).isEqualTo("service-unavailable");
        }

        @ParameterizedTest
        @ValueSource(strings = {"&trusted=no", "&trusted="})
        void withoutTrustIsThatOfAnyPhone(String more) {
            var phone = house.phone().calling("51234");
            assertThat(phone.asking(phone.query() + more).dials("!").heard())
                    .isEqualTo("welcome enter-extension");
        }

        @Test
        void mayHaveItsParametersInAnyOrderAndEncoded() {
            var query = "trusted=%79es&dialplan=" + house.dialPlan().replace("-", "%2D");
            assertThat(house.desk("51234").asking(query).dials("!").heard())
                    .isEqualTo("welcome mailbox(51234) enter-pin");
        }
    }

    @Nested
    class Limit {
        @Test
        void isSetOnceAfterTheAnswer() {
            assertThat(house.phone().dials("*").limits()).containsExactly(Duration.ofMinutes(30));
        }
    }

    @Nested
    class WithoutAPlaceInTheHashQueue {
        private static House busy() {
            var queue = queue();
            var busy = House.withOwner(plan -> plan.queue = queue);
            fill(queue);
            return busy;
        }

        @Test
        void nobodyIsLetIn() {
            var line = busy().phone().dials("51234 527148#");
            assertThat(line.heard())
                    .isEqualTo("welcome enter-extension enter-pin service-unavailable");
            assertThat(line.told()).isEqualTo(UNAVAILABLE);
        }

        @Test
        void nothingIsCharged() {
            var busy = busy();
            busy.phone().dials("51234 527148#");
            assertThat(busy.mailbox("51234").lockouts().outside().failures()).isZero();
            assertThat(busy.signIns("51234")).containsExactly("Unavailable");
        }

        @Test
        void noPinIsChanged() {
            var queue = queue();
            var busy = House.withOwner(plan -> plan.queue = queue);
            var line =
                    busy.phone()
                            .dials(
                                    "51234 527148# 6 3 861942# 861942#",
                                    new ScriptedLine.Happening("new-pin-again", () -> fill(queue)));
            assertThat(line.heard()).endsWith("new-pin-again service-unavailable");
            assertThat(line.told()).isEqualTo(UNAVAILABLE);
            assertThat(busy.mailbox("51234").pin().version())
                    .isEqualTo(house.mailbox("51234").pin().version());
        }

        private static HashQueue queue() {
            return new HashQueue(
                    new PinHasher(new PinHasher.Cost(8, 1)), new HashSettings(1, 0, Duration.ZERO));
        }

        private static void fill(HashQueue queue) {
            while (queue.ticket().isPresent()) {
                // the places are never returned
            }
        }
    }

    @Test
    void aFaultInTheCallIsSpokenOfInTheLanguageOfTheCall() {
        house.owner("56666", "861942", Optional.of(Language.FR));
        var phone = house.desk("56666");
        var line =
                phone.dials(
                        "861942# 6 3 527148# 527148# * 1",
                        new ScriptedLine.Happening(
                                "pin-changed",
                                () -> house.store().breakAt(1, BreakableStore.When.BEFORE, true)));
        assertThat(line.heardIn(Language.FR))
                .isEqualTo(
                        "welcome mailbox(56666) enter-pin greeting main-menu personal-options latest-use"
                                + " new-pin(6) new-pin-again pin-changed personal-options latest-use"
                                + " main-menu service-unavailable");
        assertThat(line.told()).isEqualTo(UNAVAILABLE);
    }

    @Test
    void aFaultInTheCallIsSpokenOfInTheDialPlansLanguageWhereTheChannelHasNoneOfOurs() {
        var spanish = House.withOwner(plan -> plan.language = "es-ES");
        var line =
                spanish.phone()
                        .speaking("pt")
                        .dials(
                                "51234 527148#",
                                new ScriptedLine.Happening(
                                        "enter-pin",
                                        () ->
                                                spanish.store()
                                                        .breakAt(
                                                                1,
                                                                BreakableStore.When.BEFORE,
                                                                true)));
        assertThat(line.heardIn(Language.ES))
                .isEqualTo("welcome enter-extension enter-pin service-unavailable");
    }
}
