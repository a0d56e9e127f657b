package org.ovalogin.cli.cmdlets;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ovalogin.cli.client.Request;
import org.ovalogin.cli.client.Rest;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.script.Bound;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.Definition;
import org.ovalogin.cli.script.PagedList;
import org.ovalogin.cli.script.Parameter;
import org.ovalogin.cli.script.Parameter.Kind;
import org.ovalogin.cli.script.ShellSession;
import org.ovalogin.cli.script.Stage;
import org.ovalogin.cli.script.UmObjects;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.Times;

/// Events, past and new.
public final class EventCmdlets {
    private static final long USUAL = 100;

    private EventCmdlets() {}

    public static List<Cmdlet> all() {
        return List.of(search());
    }

    private static Cmdlet search() {
        return new Definition("Search-UMEvent", "Shows what happened, newest first.")
                .with(
                        Parameter.of("Mailbox", Kind.TEXT, MailboxCmdlets.WHICH)
                                .first()
                                .also("Identity"),
                        Parameter.of("UMDialPlan", Kind.TEXT, "of this dial plan only"),
                        Parameter.of("Name", Kind.TEXT, "SignIn, PinReset, Locked, …"),
                        Parameter.of("Result", Kind.TEXT, "Success, WrongPin, Locked, …"),
                        Parameter.of("By", Kind.TEXT, "part of the actor's name"),
                        Parameter.of("Account", Kind.TEXT, "by this account or about it only"),
                        Parameter.of("Caller", Kind.TEXT, "of this caller's number only"),
                        Parameter.of("Address", Kind.TEXT, "from this client or Asterisk only"),
                        Parameter.of("Since", Kind.TIME, Times.FORMS).also("StartDate"),
                        Parameter.of("Until", Kind.TIME, Times.FORMS).also("EndDate"),
                        Parameter.of(
                                "ResultSize",
                                Kind.LIMIT,
                                "how many at most; 100 where it is left out"),
                        Parameter.of(
                                "Follow", Kind.SWITCH, "shows events as they happen, until Ctrl-C"))
                .example("Search-UMEvent tonysmith@contoso.com", "why is it locked?")
                .example(
                        "Search-UMEvent -Name SignIn -Result WrongPin -Since 2026-11-01 -ResultSize Unlimited | Measure-Object",
                        "how many wrong PINs")
                .example(
                        "Search-UMEvent -Account tony -Name PolicyChanged | Format-List At, Subject, Changes",
                        "what Tony changed")
                .example("Search-UMEvent -Name Locked -Follow", "as it happens")
                .asking(
                        (bound, session, next) -> {
                            if (bound.on("Follow")) follow(bound, session, next);
                            else
                                new PagedList(
                                                session,
                                                filters(bound, Request.of("GET", "events")),
                                                "before")
                                        .each(
                                                size(bound),
                                                json -> next.accept(UmObjects.event(json)));
                        });
    }

    private static long size(Bound bound) {
        return bound.has("ResultSize") ? PagedList.size(bound) : USUAL;
    }

    private static Request filters(Bound bound, Request all) {
        var request = all;
        for (var query :
                new String[][] {
                    {"Mailbox", "mailbox"},
                    {"UMDialPlan", "dialPlan"},
                    {"Name", "name"},
                    {"Result", "result"},
                    {"By", "by"},
                    {"Account", "account"},
                    {"Caller", "caller"},
                    {"Address", "address"}
                }) {
            var value = bound.text(query[0]);
            if (value.isPresent()) request = request.query(query[1], value.get());
        }
        for (var time : List.of("Since", "Until")) {
            var at = bound.time(time);
            if (at.isPresent())
                request = request.query(time.toLowerCase(Locale.ROOT), at.get().toString());
        }
        return request;
    }

    /// Ends when nobody wants more, or with an error if the server ends the stream twice without an
    /// event in between.
    private static void follow(Bound bound, ShellSession session, Stage next) {
        var request = filters(bound, Request.of("GET", "events", "stream"));
        var last = Optional.<String>empty();
        while (true) {
            var before = last;
            var headers = last.map(id -> Map.of("Last-Event-ID", id)).orElse(Map.of());
            try (var reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    session.rest().stream(request, headers),
                                    StandardCharsets.UTF_8))) {
                for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (!line.startsWith("data:")) continue;
                    var event = UmObjects.event(Rest.JSON.readTree(line.substring(5)));
                    last = Optional.of(Item.text(event.property("Id")));
                    var more = next.accept(event);
                    next.show();
                    if (!more) return;
                }
            } catch (JsonProcessingException e) {
                throw ShellException.failed("the server's stream is none of events", "");
            } catch (IOException e) {
                if (Thread.interrupted()) return;
                if (last.equals(before)) throw session.rest().unreachable(e);
            }
            if (last.equals(before))
                throw new ShellException(
                        ShellException.Kind.UNREACHABLE,
                        "the server ended the stream",
                        "try again");
        }
    }
}
