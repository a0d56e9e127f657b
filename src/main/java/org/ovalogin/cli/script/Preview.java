package org.ovalogin.cli.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.ShellException;

/// Predictions of `-WhatIf` in one line so far. The server judges each object by itself and changes
/// nothing; conflicts between two objects are found here. For one thread.
final class Preview {
    private record Claimant(String object, int row) {}

    private final Map<String, Claimant> claims = new HashMap<>();
    private int row;
    private String block = "";

    void clear() {
        claims.clear();
        row = 0;
        block = "";
    }

    /// Begins with an object. Within a block of pipelines, rows are those of the objects that come
    /// to the block.
    ///
    /// @param number of the object in the pipeline, from 1
    /// @return the number for messages
    int at(int number) {
        if (block.isEmpty()) row = number;
        return row;
    }

    /// Enters the block of one object, or leaves it with what was returned.
    ///
    /// @param object for messages
    /// @return the object of the block around it, or empty
    String enter(String object) {
        var before = block;
        block = object;
        return before;
    }

    /// The object whose block is run, for messages; or empty.
    String block() {
        return block;
    }

    /// Records the unique values that the object would take.
    ///
    /// @throws ShellException where an earlier object would have it by then
    void claim(JsonNode answer) {
        var me = new Claimant(answer.path("object").asText(""), row);
        for (var claim : answer.path("claims")) {
            var first = claims.get(claim.asText());
            if (first == null || (!me.object().isEmpty() && me.object().equals(first.object())))
                continue;
            throw taken(claim.asText(), first);
        }
        for (var claim : answer.path("claims")) claims.put(claim.asText(), me);
    }

    /// Records a removal; an object can be removed once.
    ///
    /// @throws ShellException where an earlier one was the same
    void remove(String id) {
        var first = claims.putIfAbsent("removed " + id, new Claimant("", row));
        if (first != null)
            throw ShellException.failed("is removed by %s already".formatted(place(first)), "");
    }

    private static ShellException taken(String what, Claimant first) {
        return ShellException.failed(
                "%s would be taken by %s".formatted(Quote.printable(what), place(first)), "");
    }

    private static String place(Claimant claimant) {
        return claimant.row() == 0 ? "an earlier one" : "row " + claimant.row();
    }
}
