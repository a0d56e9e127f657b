package org.ovalogin.web.api;

import java.util.List;
import java.util.Set;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Mailboxes;
import org.ovalogin.core.administration.PinResets;
import org.ovalogin.core.administration.PinResets.Reset;

/// `Get-` and `Set-UMMailboxPIN`, and the lock alone.
final class PinOperations {
    private static final Set<String> MEMBERS =
            Set.of("pin", "pinExpired", "lockedOut", "notifyEmail", "sendEmail");

    private final Mailboxes mailboxes;
    private final PinResets pins;

    PinOperations(Administration administration) {
        mailboxes = administration.mailboxes();
        pins = administration.pins();
    }

    List<Operation> all() {
        return List.of(
                Operation.get("/mailboxes/{id}/pin", "getPin", "State of PIN and lock.", this::get)
                        .needs(Right.VIEW)
                        .answers("Pin"),
                Operation.put(
                                "/mailboxes/{id}/pin",
                                "resetPin",
                                "Resets the PIN, locks or unlocks: Set-UMMailboxPIN.",
                                this::reset)
                        .needs(Right.SUPPORT)
                        .takes("PinReset")
                        .answers("Pin")
                        .tells("WhatIf"),
                Operation.put(
                                "/mailboxes/{id}/lock",
                                "lockMailbox",
                                "Locks until an administrator unlocks.",
                                this::lock)
                        .needs(Right.SUPPORT)
                        .answers("Pin"),
                Operation.delete(
                                "/mailboxes/{id}/lock",
                                "unlockMailbox",
                                "Lifts a lock of either kind, and starts the count of failures anew.",
                                this::unlock)
                        .needs(Right.SUPPORT)
                        .answers("Pin"));
    }

    private ApiReply get(ApiCall call) {
        var seen = mailboxes.overview(call.path("id"), call.actor(), 0);
        return ApiReply.of(PinJson.of(seen.report()), seen.revision());
    }

    private ApiReply reset(ApiCall call) {
        var wanted = call.body(MEMBERS, PinOperations::reset);
        var guid = mailboxes.find(call.path("id")).guid();
        if (call.whatIf()) return ApiReply.whatIf(pins.whatIf(guid, wanted, call.actor()));
        var done = pins.reset(guid, wanted, call.actor());
        return ApiReply.of(PinJson.of(mailboxes.report(done.mailbox())).with(done.shownOnce()));
    }

    private static Reset reset(Body body) {
        return new Reset(
                body.secret("pin"),
                body.flag("pinExpired"),
                body.flag("lockedOut"),
                body.text("notifyEmail"),
                body.flag("sendEmail"));
    }

    private ApiReply lock(ApiCall call) {
        var guid = mailboxes.find(call.path("id")).guid();
        var _ = pins.lock(guid, call.actor());
        return ApiReply.of(PinJson.of(mailboxes.report(guid)));
    }

    private ApiReply unlock(ApiCall call) {
        var guid = mailboxes.find(call.path("id")).guid();
        var _ = pins.unlock(guid, call.actor());
        return ApiReply.of(PinJson.of(mailboxes.report(guid)));
    }
}
