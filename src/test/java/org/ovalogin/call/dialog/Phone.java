package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;

/// One call to a house as Asterisk announces it, before a key is pressed.
record Phone(
        House house,
        String number,
        String query,
        String language,
        String uniqueId,
        OptionalInt newMessages,
        int hangUpAt) {

    Phone calling(String from) {
        return new Phone(house, from, query, language, uniqueId, newMessages, hangUpAt);
    }

    Phone asking(String request) {
        return new Phone(house, number, request, language, uniqueId, newMessages, hangUpAt);
    }

    Phone speaking(String tag) {
        return new Phone(house, number, query, tag, uniqueId, newMessages, hangUpAt);
    }

    Phone withUniqueId(String id) {
        return new Phone(house, number, query, language, id, newMessages, hangUpAt);
    }

    Phone withNewMessages(OptionalInt count) {
        return new Phone(house, number, query, language, uniqueId, count, hangUpAt);
    }

    /// Makes the caller hang up at the nth use of the line, whatever the script says.
    Phone hangingUpAt(int moment) {
        return new Phone(house, number, query, language, uniqueId, newMessages, moment);
    }

    /// The same call, back from voice mail.
    Phone returning(String token) {
        return asking(query + "&session=" + token);
    }

    Call call() {
        return new Call(
                new Call.Request("login", query),
                number,
                new Call.Channel("PJSIP/" + number + "-0000002a", uniqueId, language),
                "192.0.2.10");
    }

    /// Plays the call to the script's last key.
    ScriptedLine dials(String script) {
        return completed(dials(script, Optional.empty()));
    }

    /// As [#dials(String)], with an event elsewhere in the middle.
    ScriptedLine dials(String script, ScriptedLine.Happening meanwhile) {
        return completed(dials(script, Optional.of(meanwhile)));
    }

    /// Plays the call, which may end before the script does.
    ScriptedLine dialsAsFarAs(String script) {
        return dials(script, Optional.empty());
    }

    private static ScriptedLine completed(ScriptedLine line) {
        assertThat(line.finished()).as("the whole script of %s", line.heard()).isTrue();
        return line;
    }

    private ScriptedLine dials(String script, Optional<ScriptedLine.Happening> meanwhile) {
        var line =
                new ScriptedLine(House.catalogue(), script)
                        .withNewMessages(newMessages)
                        .withFiles(house.files())
                        .meanwhile(meanwhile)
                        .hangUpAt(hangUpAt);
        return house.answer(call(), line);
    }
}
