package org.ovalogin.api;

import java.util.List;
import org.ovalogin.mailbox.Account;
import org.ovalogin.mailbox.Actor;
import org.ovalogin.mailbox.Administration;

/// What a client asks about itself and the server.
final class OwnOperations {
    private final Administration administration;

    OwnOperations(Administration administration) {
        this.administration = administration;
    }

    /// @param role the account's
    /// @param rights the token's, which may be fewer than the role's
    record Me(String account, String role, List<String> rights) {}

    List<Operation> all() {
        return List.of(
                Operation.get("/me", "getMe", "Whose token this is, and what it may do.", this::me)
                        .answers("Me"),
                Operation.get(
                                "/health",
                                "getHealth",
                                "Whether the server answers.",
                                _ -> Reply.of(Json.object().put("status", "ok")))
                        .open(Operation.Access.ANYBODY)
                        .answers("Health"));
    }

    private Reply me(Call call) {
        var actor = call.actor();
        var account = account(administration, actor);
        return Reply.of(
                new Me(
                        account.name(),
                        account.role().code(),
                        actor.rights().stream().sorted().map(RightName::of).toList()));
    }

    /// The account that a token belongs to.
    static Account account(Administration administration, Actor actor) {
        return actor.account()
                .flatMap(administration.accounts()::find)
                .orElseThrow(() -> Door.notSignedIn(false));
    }
}
