package org.ovalogin.cli.cmdlets;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.client.Request;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.Consent;
import org.ovalogin.cli.script.Definition;

/// E-mails waiting for another try, and budgets of failed sign-ins.
public final class QueueCmdlets {
    private QueueCmdlets() {}

    public static List<Cmdlet> all() {
        return List.of(
                new Definition(
                                "Retry-Queue",
                                "Tries all e-mails again that wait because the mail server did not take them.")
                        .example("Retry-Queue", "once the mail server is put right")
                        .changing(
                                (bound, session, next) -> {
                                    var what = "trying all e-mails again that wait";
                                    if (bound.on("WhatIf")) {
                                        Consent.whatIf(session, what);
                                        return;
                                    }
                                    if (!Consent.given(bound, session, what + "?")) return;
                                    var answer =
                                            session.rest()
                                                    .send(Request.of("POST", "queue", "retry"));
                                    next.accept(
                                            Item.of(
                                                    Item.Type.OTHER,
                                                    Map.of(
                                                            "Letters",
                                                            answer.path("letters").asInt())));
                                }),
                new Definition(
                                "Get-SignInBudget",
                                "Shows how full the budgets of failed sign-ins are: the total, dial plans, and sources that spent theirs within a day.")
                        .example("Get-SignInBudget", "the budgets of the server")
                        .asking(
                                (_, session, next) ->
                                        session.rest()
                                                .send(Request.of("GET", "budgets"))
                                                .path("items")
                                                .forEach(json -> next.accept(budget(json)))),
                new Definition(
                                "Reset-SignInBudget",
                                "Fills all budgets of failed sign-ins, for whoever guesses too. See first who it was: Search-UMEvent -Name BudgetAlarm.")
                        .example("Reset-SignInBudget", "once the cause is known")
                        .changing(
                                (bound, session, _) -> {
                                    var what = "filling all budgets of failed sign-ins";
                                    if (bound.on("WhatIf")) {
                                        Consent.whatIf(session, what);
                                        return;
                                    }
                                    if (!Consent.given(bound, session, what + "?")) return;
                                    session.rest().send(Request.of("POST", "budgets", "reset"));
                                }));
    }

    private static Item budget(JsonNode json) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("Budget", json.path("budget").asText());
        members.put("Whose", json.path("whose").asText());
        members.put("Left", json.path("left").asInt());
        members.put("Size", json.path("size").asInt());
        members.put("OnceSpent", json.path("spent").asText());
        return Item.of(Item.Type.OTHER, members);
    }
}
