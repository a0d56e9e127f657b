package org.ovalogin.cli.cmdlets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.ovalogin.cli.client.Request;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.language.Wildcard;
import org.ovalogin.cli.script.Bound;
import org.ovalogin.cli.script.Cmdlet.Action;
import org.ovalogin.cli.script.Consent;
import org.ovalogin.cli.script.RequestBody;
import org.ovalogin.cli.script.ShellSession;
import org.ovalogin.cli.script.UmObjects;
import org.ovalogin.cli.terminal.ShellException;

/// What the cmdlets of one kind of object do: show, make, change and remove it.
///
/// @param path of the kind in the REST interface
/// @param title the member that has the name for people
/// @param key the member that has the name in paths
/// @param shown the object as the shell shows it
record ObjectCmdlets(String path, String title, String key, Function<JsonNode, Item> shown) {

    /// Shows the object that `Identity` names, or all that fit it as a pattern.
    ///
    /// @param list the request for all objects
    Action showing(Function<Bound, Request> list, BiPredicate<Wildcard, JsonNode> fits) {
        return (bound, session, next) -> {
            var identity = bound.text("Identity");
            var one = identity.flatMap(name -> named(bound, session, name));
            if (one.isPresent()) {
                next.accept(shown.apply(one.get()));
                return;
            }
            var wildcard = identity.map(Wildcard::of);
            for (var json : session.rest().send(list.apply(bound)).path("items"))
                if (wildcard.filter(w -> !fits.test(w, json)).isEmpty()
                        && !next.accept(shown.apply(json))) return;
        };
    }

    /// The object that has exactly this name; empty where the name can only be a pattern.
    ///
    /// @throws ShellException where there is no object of that name, and it is no pattern
    Optional<JsonNode> named(Bound bound, ShellSession session, String identity) {
        var request = Request.of("GET", path, identity);
        if (!Wildcard.in(identity)) return Optional.of(session.rest().send(request));
        if (Wildcard.everything(identity) && bound.feeding()) throw Wildcard.refused();
        try {
            return Optional.of(session.rest().send(request));
        } catch (ShellException e) {
            if (e.kind() != ShellException.Kind.NOT_FOUND) throw e;
            return Optional.empty();
        }
    }

    /// @param parameter the name of the new object
    /// @param doing the action in words, as in `making the policy`
    Action making(String parameter, String doing) {
        return making(parameter, doing, RequestBody::of);
    }

    /// @param body the request's body
    Action making(String parameter, String doing, Function<Bound, ObjectNode> body) {
        return (bound, session, next) -> {
            var what = doing + " " + bound.text(parameter).orElse("");
            var dry = bound.on("WhatIf") || bound.on("ValidateOnly");
            if (!dry && !Consent.given(bound, session, what + "?")) return;
            var request = Request.of("POST", path).whatIf(dry).body(body.apply(bound));
            var answer = session.rest().send(request);
            if (dry) Consent.whatIf(session, answer, what);
            else next.accept(shown.apply(answer));
        };
    }

    /// A preview that counts mailboxes is shown as an object too.
    ///
    /// @param doing the action in words, as in `changing the policy`
    Action changing(String doing) {
        return (bound, session, next) -> {
            var identity = bound.text("Identity").orElse("");
            var what = doing + " " + identity;
            var body = RequestBody.changes(bound);
            var dry = bound.on("WhatIf");
            if (!dry && !Consent.given(bound, session, what + "?")) return;
            var request = Request.of("PATCH", path, identity).whatIf(dry).body(body);
            var answer = session.rest().send(request);
            if (!dry) return;
            Consent.whatIf(session, answer, what);
            if (answer.has("mustChange")) next.accept(UmObjects.effect(answer));
        };
    }

    /// @param doing the action in words, with a place for the object's name
    Action removing(String doing) {
        return (bound, session, next) -> {
            var identity = bound.text("Identity").orElse("");
            var found = session.rest().send(Request.of("GET", path, identity));
            var name = found.path(key).asText(identity);
            var what = doing.formatted(found.path(title).asText(identity));
            if (bound.on("WhatIf")) Consent.whatIfRemoved(session, what, path + " " + name);
            else if (Consent.givenToRemove(bound, session, what + "?"))
                session.rest().send(Request.of("DELETE", path, name));
        };
    }
}
