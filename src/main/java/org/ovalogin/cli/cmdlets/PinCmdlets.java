package org.ovalogin.cli.cmdlets;

import java.util.ArrayList;
import java.util.List;
import org.ovalogin.cli.client.Request;
import org.ovalogin.cli.language.Wildcard;
import org.ovalogin.cli.script.Bound;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.Consent;
import org.ovalogin.cli.script.Definition;
import org.ovalogin.cli.script.Parameter;
import org.ovalogin.cli.script.Parameter.Kind;
import org.ovalogin.cli.script.RequestBody;
import org.ovalogin.cli.script.ShellSession;
import org.ovalogin.cli.script.Stage;
import org.ovalogin.cli.script.UmObjects;

/// PINs and locks.
public final class PinCmdlets {
    static final Parameter NOTIFY =
            Parameter.of(
                            "NotifyEmail",
                            Kind.TEXT,
                            "where the PIN goes instead of the owner's address")
                    .field("notifyEmail");

    static final Parameter SEND =
            Parameter.of(
                            "SendEmail",
                            Kind.TRUTH,
                            "$false: no e-mail, and a generated PIN is shown here, once")
                    .field("sendEmail");

    private PinCmdlets() {}

    public static List<Cmdlet> all() {
        return List.of(get(), set());
    }

    private static Cmdlet get() {
        return MailboxCmdlets.listing(
                        new Definition("Get-UMMailboxPIN", "Shows the state of PINs and locks."))
                .example("Get-UMMailboxPIN tonysmith@contoso.com", "is it locked, and why?")
                .example(
                        "Get-UMMailboxPIN -ResultSize Unlimited | Where-Object LockedOut -eq $true",
                        "all that are locked")
                .asking(
                        (bound, session, next) -> {
                            var identity = bound.text("Identity");
                            if (identity.isPresent() && !Wildcard.in(identity.get())) {
                                var id = identity.get();
                                var answer =
                                        session.rest()
                                                .send(Request.of("GET", "mailboxes", id, "pin"));
                                next.accept(UmObjects.pin(answer, id));
                                return;
                            }
                            MailboxCmdlets.each(
                                    bound,
                                    session,
                                    json ->
                                            next.accept(
                                                    UmObjects.pin(
                                                            json.path("pin"),
                                                            json.path("id").asText(""))));
                        });
    }

    private static Cmdlet set() {
        return new Definition("Set-UMMailboxPIN", "Resets a PIN; locks and unlocks.")
                .with(
                        MailboxCmdlets.identity().needed(),
                        Parameter.of(
                                        "Pin",
                                        Kind.PIN,
                                        "the new PIN; without a value it is asked for, unseen; generated where it is left out")
                                .field("pin"),
                        Parameter.of(
                                        "PinExpired",
                                        Kind.TRUTH,
                                        "to be changed at the next sign-in; $true where it is left out")
                                .field("pinExpired"),
                        Parameter.of(
                                        "LockedOut",
                                        Kind.TRUTH,
                                        "$true locks, $false unlocks; alone it leaves the PIN as it is")
                                .field("lockedOut"),
                        NOTIFY,
                        SEND)
                .example(
                        "Set-UMMailboxPIN -Identity tonysmith@contoso.com",
                        "a new PIN by e-mail; lifts a lock")
                .example(
                        "Set-UMMailboxPIN -Identity tonysmith@contoso.com -PIN 1985848 -PinExpired $true",
                        "a PIN that is told by phone, to be changed at once")
                .example(
                        "Set-UMMailboxPIN tonysmith -PIN",
                        "the same, without the PIN on the screen")
                .example("Set-UMMailboxPIN 51234 -LockedOut $false", "unlocks, nothing else")
                .example(
                        "Get-UMMailbox -State Locked | Set-UMMailboxPIN -LockedOut $false -WhatIf",
                        "what unlocking all would do")
                .changing(PinCmdlets::set);
    }

    private static void set(Bound bound, ShellSession session, Stage next) {
        var identity = bound.text("Identity").orElse("");
        var dry = bound.on("WhatIf");
        var what = planned(bound) + " of " + identity;
        if (!dry && !Consent.given(bound, session, what + "?")) return;
        var request =
                Request.of("PUT", "mailboxes", identity, "pin")
                        .whatIf(dry)
                        .body(RequestBody.of(bound));
        var answer = session.rest().send(request);
        if (dry) Consent.whatIf(session, answer, what);
        else next.accept(UmObjects.pin(answer, identity));
    }

    private static String planned(Bound bound) {
        var parts = new ArrayList<String>();
        var lock = bound.truth("LockedOut");
        if (lock.isEmpty() || bound.has("Pin") || bound.has("PinExpired"))
            parts.add("resetting the PIN");
        lock.ifPresent(
                locked -> parts.add(locked ? "locking the mailbox" : "unlocking the mailbox"));
        return String.join(" and ", parts);
    }
}
