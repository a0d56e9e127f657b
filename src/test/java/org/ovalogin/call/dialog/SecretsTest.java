package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.NEW_PIN;
import static org.ovalogin.call.dialog.House.PIN;
import static org.ovalogin.call.dialog.House.WRONG_PIN;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.signin.PinChange;
import org.slf4j.LoggerFactory;

class SecretsTest {
    @Nested
    class ThatDoNotPrint {
        @Test
        void keys() {
            assertThat(new Key('7')).hasToString("Key");
            assertThat(new Keys(PIN, true)).hasToString("Keys");
        }

        @Test
        void answers() {
            assertThat(new Answer.Digits(PIN)).hasToString("Digits");
            assertThat(new Answer.Digits(PIN).toString()).doesNotContainPattern("[0-9]");
        }

        @Test
        void tokens() {
            var call = new House().phone().returning("00112233445566778899aabbccddeeff").call();
            assertThat(call.toString()).doesNotContain("0011223344");
            assertThat(CallParameters.of(call)).isPresent();
            assertThat(CallParameters.of(call).toString()).doesNotContain("0011223344");
        }

        @Test
        void outcomesAndAdmissions() {
            var house = House.withOwner();
            var mailbox = house.mailbox("51234");
            var sealed = mailbox.pin().sealed();
            assertThat(mailbox.toString()).doesNotContain(sealed, PIN);
            assertThat(new PinChange.Prepared.Ready(sealed)).hasToString("Ready");
        }
    }

    @Nested
    class TheLog {
        private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

        private String during(Consumer<House> calls) {
            var root = (Logger) LoggerFactory.getLogger("org.ovalogin");
            var level = root.getLevel();
            var additive = root.isAdditive();
            root.setLevel(Level.TRACE);
            root.setAdditive(false);
            appender.start();
            root.addAppender(appender);
            try {
                calls.accept(House.withOwner());
            } finally {
                root.detachAppender(appender);
                root.setLevel(level);
                root.setAdditive(additive);
            }
            return appender.list.stream()
                    .map(
                            e ->
                                    e.getFormattedMessage()
                                            + (e.getThrowableProxy() == null
                                                    ? ""
                                                    : ThrowableProxyUtil.asString(
                                                            e.getThrowableProxy())))
                    .collect(Collectors.joining("\n"));
        }

        @Test
        void hasNoKeyThatWasPressed() {
            var log =
                    during(
                            house -> {
                                house.phone().dials("51234 " + WRONG_PIN + "# * 59871 5987# * *");
                                house.phone().dials("51234 527148# 6 3 861942# 861942# * *");
                            });
            assertThat(log)
                    .contains("outcome=CANCELLED next=hangup", "outcome=SUCCESS next=hangup")
                    .doesNotContain(PIN, WRONG_PIN, NEW_PIN, "59871", "51234");
        }

        @Test
        void hasOneLineForACall() {
            var log = during(house -> house.phone().dials("51234 527148# *"));
            assertThat(log)
                    .matches(
                            "call dialplan=house-\\d+ mailbox=[0-9a-f-]{36} outcome=SUCCESS next=hangup seconds=\\d+\\.\\d");
        }

        @Test
        void tellsOfACallThatWasHungUp() {
            var log = during(house -> house.phone().dials("!"));
            assertThat(log).contains("mailbox=unknown outcome=HANGUP");
        }

        @Test
        void hasNoToken() {
            var log =
                    during(
                            house -> {
                                var phone = house.phone();
                                var token = phone.dials("51234 527148# 1").variable("OVA_SESSION");
                                phone.returning(token).dials("*");
                                phone.returning("00112233445566778899aabbccddeeff").dials("*");
                            });
            assertThat(log).doesNotContain("0011223344").doesNotContainPattern("[0-9a-f]{32}");
        }

        @Test
        void hasNoDigitsWhenTheDatabaseFails() {
            var log =
                    during(
                            house ->
                                    TemporaryDatabase.withoutTable(
                                            "extension",
                                            () -> house.phone().dials("59871 " + WRONG_PIN + "#")));
            assertThat(log).contains("could not be decided").doesNotContain("59871", WRONG_PIN);
        }

        @Test
        void hasNoHashWhenTheDatabaseFails() {
            var log =
                    during(
                            house -> {
                                var pin = house.reset("51234", false);
                                TemporaryDatabase.withoutTable(
                                        "pin_history",
                                        () -> house.phone().dials("51234 " + pin + "#"));
                            });
            assertThat(log).contains("could not be decided").doesNotContain("argon2id", "v1:");
        }
    }
}
