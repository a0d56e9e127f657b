package org.ovalogin.web.api;

import com.linecorp.armeria.common.HttpStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Tokens;

/// Bearer tokens: one's own, or everybody's with the right to see accounts.
final class TokenOperations {
    private static final int USUAL_DAYS = 90;

    private final Administration administration;
    private final Tokens tokens;

    TokenOperations(Administration administration) {
        this.administration = administration;
        tokens = administration.tokens();
    }

    List<Operation> all() {
        return List.of(
                Operation.get(
                                "/tokens",
                                "listTokens",
                                "One's own tokens; everybody's for administrators and auditors.",
                                this::list)
                        .answers("Tokens"),
                Operation.post(
                                "/tokens",
                                "createToken",
                                "Makes a token of one's own; it is shown this once.",
                                this::issue)
                        .open(Operation.Access.TOKEN_OR_PASSWORD)
                        .takes("NewToken")
                        .answers(HttpStatus.CREATED, "IssuedToken"),
                Operation.delete(
                                "/tokens/{id}",
                                "removeToken",
                                "Makes a token void; another's takes an administrator.",
                                this::remove)
                        .answersNothing());
    }

    private ApiReply list(ApiCall call) {
        return ApiReply.of(
                new PageJson.All<>(tokens.all(call.actor()).stream().map(TokenJson::of).toList()));
    }

    private record New(String name, Optional<Role> role, int days) {}

    private ApiReply issue(ApiCall call) {
        var wanted =
                call.body(
                        Set.of("name", "role", "days"),
                        body ->
                                new New(
                                        body.neededText("name"),
                                        AccountOperations.roleIn(body),
                                        body.number("days").orElse(USUAL_DAYS)));
        var own = OwnOperations.account(administration, call.actor());
        var issued = tokens.issue(own, wanted.name(), wanted.role(), wanted.days(), call.actor());
        return ApiReply.created(TokenJson.of(issued));
    }

    private ApiReply remove(ApiCall call) {
        tokens.remove(call.path("id"), call.actor());
        return ApiReply.nothing();
    }
}
