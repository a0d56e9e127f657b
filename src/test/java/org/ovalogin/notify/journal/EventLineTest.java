package org.ovalogin.notify.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Origin;

class EventLineTest {
    @Test
    void namesEveryFieldInOneOrder() {
        assertThat(EventLine.of(Happenings.WRONG_PIN, "abcdefgh"))
                .isEqualTo(
                        """
                        {"time":"2026-11-23T04:05:06.789Z","event":"SignIn","result":"WrongPin","dialPlan":"default",\
                        "mailbox":"6f2c5bd2-9a3e-4a35-8f0e-0d6b7a4a1c11","by":"caller 0611","from":"10.1.2.3 PJSIP/trunk",\
                        "client":"10.1.2.3","call":"abcdefgh","count":1}""");
    }

    @Test
    void leavesOutWhatIsEmpty() {
        assertThat(EventLine.of(Happenings.by(Origin.SYSTEM), ""))
                .isEqualTo(
                        """
                        {"time":"2026-11-23T04:05:06.789Z","event":"AccountSignIn","result":"Failed","subject":"tony",\
                        "by":"system","count":1}""");
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7,198.51.100.7",
        "10.1.2.3 PJSIP/phone,10.1.2.3",
        "2001:db8::1,2001:db8:0:0:0:0:0:1",
        "::ffff:198.51.100.7,198.51.100.7"
    })
    void hasTheClientsAddressInAFieldOfItsOwn(String from, String client) {
        assertThat(EventLine.of(Happenings.by(new Origin("account tony", from)), ""))
                .contains("\"from\":\"%s\",\"client\":\"%s\"".formatted(from, client));
    }

    @ParameterizedTest
    @CsvSource({"command line", "''", "PJSIP/phone", "localhost", "' 10.1.2.3'", "10.1.2.x"})
    void saysNoAddressWhereThereIsNone(String from) {
        assertThat(EventLine.of(Happenings.by(new Origin("account tony", from)), ""))
                .doesNotContain("\"client\"");
    }

    @Nested
    class WhatACallerMayCallThemselves {
        private String json(String number) {
            return EventLine.of(Happenings.by(new Origin("caller " + number, "10.1.2.3")), "");
        }

        @Test
        void isNoOtherField() {
            assertThat(json("\",\"client\":\"198.51.100.7"))
                    .contains("\"by\":\"caller \\\",\\\"client\\\":\\\"198.51.100.7\"")
                    .doesNotContain("\"client\":\"198.51.100.7\"");
        }

        @Test
        void isNoOtherLineAndNoControlSequence() {
            assertThat(json("1\r\n2\u001b[2J\u0085\u009b\u2028\u202e\u007fé😀"))
                    .matches("[\\x20-\\x7f]+")
                    .contains("1\\r\\n2\\u001B[2J", "\\u2028\\u202E", "\\u00E9\\uD83D\\uDE00");
        }
    }

    @Test
    void anEventOfNoMailboxSaysNone() {
        var event = Happenings.WRONG_PIN;
        var unknown =
                new Event(
                        event.at(),
                        new Event.Occurrence(
                                event.name(), Event.SignInResult.UNKNOWN_EXTENSION.title()),
                        new Event.Target("default", Optional.empty(), ""),
                        event.origin(),
                        1);
        assertThat(EventLine.of(unknown, ""))
                .contains("\"result\":\"UnknownExtension\"")
                .doesNotContain("mailbox");
    }
}
