package org.ovalogin.cli.script;

import com.fasterxml.jackson.databind.JsonNode;

/// `-WhatIf` and `-Confirm`.
public final class Consent {
    private Consent() {}

    /// For what can be undone: asks where `-Confirm` is given.
    public static boolean given(Bound bound, ShellSession session, String what) {
        return !bound.on("Confirm") || session.confirmed(what);
    }

    /// For what takes something away: asks unless `-Confirm:$false` is given.
    public static boolean givenToRemove(Bound bound, ShellSession session, String what) {
        return bound.truth("Confirm").filter(asked -> !asked).isPresent()
                || session.confirmed(what);
    }

    public static void whatIf(ShellSession session, String what) {
        session.say("What if: " + what);
    }

    /// Of what takes an object away.
    public static void whatIfRemoved(ShellSession session, String what, String id) {
        session.preview().remove(id);
        whatIf(session, what);
    }

    /// The server's own words where it has some.
    ///
    /// @throws ShellException where an earlier object of the line would be in the way
    public static void whatIf(ShellSession session, JsonNode answer, String otherwise) {
        session.preview().claim(answer);
        var said = answer.path("whatIf");
        whatIf(session, said.isTextual() ? said.textValue() : otherwise);
    }
}
