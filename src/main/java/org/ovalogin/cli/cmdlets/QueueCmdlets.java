package org.ovalogin.cli.cmdlets;

import java.util.List;
import java.util.Map;
import org.ovalogin.cli.client.Request;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.Consent;
import org.ovalogin.cli.script.Definition;

/// E-mails waiting for another try.
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
                                }));
    }
}
