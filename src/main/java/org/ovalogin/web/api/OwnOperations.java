package org.ovalogin.web.api;

import java.util.List;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.Administration;

/// Operations on the client's own account and the server.
final class OwnOperations {
    private final Administration administration;

    OwnOperations(Administration administration) {
        this.administration = administration;
    }

    /// @param role the account's
    /// @param rights the token's; may be fewer than the role's
    record Me(String account, String role, List<String> rights) {}

    List<Operation> all() {
        return List.of(
                Operation.get("/me", "getMe", "Whose token this is, and what it may do.", this::me)
                        .answers("Me"),
                Operation.get(
                                "/health",
                                "getHealth",
                                "Whether the server answers.",
                                _ -> ApiReply.of(Json.object().put("status", "ok")))
                        .open(Operation.Access.ANYBODY)
                        .answers("Health"));
    }

    private ApiReply me(ApiCall call) {
        var actor = call.actor();
        var account = account(administration, actor);
        return ApiReply.of(
                new Me(
                        account.name(),
                        account.role().code(),
                        actor.rights().stream().sorted().map(Json::word).toList()));
    }

    /// The account of a token.
    static Account account(Administration administration, Actor actor) {
        return actor.account()
                .flatMap(administration.accounts()::find)
                .orElseThrow(() -> ApiDoor.notSignedIn(false));
    }
}
