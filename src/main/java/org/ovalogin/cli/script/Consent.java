package org.ovalogin.cli.script;

import com.fasterxml.jackson.databind.JsonNode;

/// `-WhatIf` and `-Confirm`.
public final class Consent {
    private Consent() {}

    /// Asks before a change that can be undone, if `-Confirm` is given.
    public static boolean given(Bound bound, ShellSession session, String what) {
        return !bound.on("Confirm") || session.confirmed(what);
    }

    /// Asks before a removal, unless `-Confirm:$false` is given.
    public static boolean givenToRemove(Bound bound, ShellSession session, String what) {
        return bound.truth("Confirm").filter(asked -> !asked).isPresent()
                || session.confirmed(what);
    }

    public static void whatIf(ShellSession session, String what) {
        session.say("What if: " + what);
    }

    /// The preview of a removal.
    public static void whatIfRemoved(ShellSession session, String what, String id) {
        session.preview().remove(id);
        whatIf(session, what);
    }

    /// The preview in the server's words, where the answer has some.
    ///
    /// @throws ShellException where an earlier object of the line would be in the way
    public static void whatIf(ShellSession session, JsonNode answer, String otherwise) {
        session.preview().claim(answer);
        var said = answer.path("whatIf");
        whatIf(session, said.isTextual() ? said.textValue() : otherwise);
    }
}
