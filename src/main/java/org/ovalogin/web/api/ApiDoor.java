package org.ovalogin.web.api;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.List;
import java.util.Optional;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.AccountSignIn;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.mailbox.Waiting;
import org.ovalogin.web.http.BasicCredentials;
import org.ovalogin.web.http.ClientAddress;
import org.ovalogin.web.http.Problem;
import org.ovalogin.web.http.Problem.FieldError;
import org.ovalogin.web.http.ProblemException;

/// Identifies the sender of a request by bearer token, or by name and password to get a token.
/// Ignores cookies, so a browser cannot be made to send a valid request.
final class ApiDoor {
    private static final String BEARER = "Bearer realm=\"ova-login\"";
    private static final String BASIC = "Basic realm=\"ova-login\", charset=\"UTF-8\"";

    private final Administration administration;
    private final ClientAddress addresses;

    ApiDoor(Administration administration, ClientAddress addresses) {
        this.administration = administration;
        this.addresses = addresses;
    }

    /// @throws ProblemException if the sender is not admitted
    ApiCall.Requester admit(
            ServiceRequestContext context, RequestHeaders headers, Operation operation) {
        var from = addresses.of(context).getHostAddress();
        if (operation.access() == Operation.Access.ANYBODY)
            return new ApiCall.Requester(Optional.empty(), from);
        var withPassword = operation.access() == Operation.Access.TOKEN_OR_PASSWORD;
        var sent = headers.getAll(HttpHeaderNames.AUTHORIZATION);
        if (sent.size() != 1) throw notSignedIn(withPassword);
        var actor =
                after(sent.getFirst(), "bearer ")
                        .map(token -> bearer(token, from, withPassword))
                        .or(
                                () ->
                                        withPassword
                                                ? after(sent.getFirst(), "basic ")
                                                        .map(pair -> basic(pair, from))
                                                : Optional.empty())
                        .orElseThrow(() -> notSignedIn(withPassword));
        operation.right().ifPresent(right -> require(actor, right));
        return new ApiCall.Requester(Optional.of(actor), from);
    }

    /// The same actor with today's rights; empty once the token is no longer valid.
    Optional<Actor> again(RequestHeaders headers, String from) {
        return after(headers.get(HttpHeaderNames.AUTHORIZATION, ""), "bearer ")
                .flatMap(token -> administration.tokens().bearer(token, from));
    }

    private Actor bearer(String token, String from, boolean withPassword) {
        return administration
                .tokens()
                .bearer(token, from)
                .orElseThrow(() -> notSignedIn(withPassword));
    }

    private Actor basic(String encoded, String from) {
        return switch (attempt(encoded, from)) {
            case AccountSignIn.Result.In(var _, var actor) -> actor;
            case AccountSignIn.Result.Refused _ -> throw notSignedIn(true);
            case AccountSignIn.Result.Delayed(var left) ->
                    throw Problem.of(
                                    HttpStatus.TOO_MANY_REQUESTS,
                                    "Too many attempts to sign in have failed.")
                            .withHint("Try again in %s.".formatted(Waiting.inWords(left)))
                            .withHeader("retry-after", String.valueOf(left.toSeconds() + 1))
                            .exception();
            case AccountSignIn.Result.Busy _ ->
                    throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "The server is too busy.")
                            .withHint("Try again in a moment.")
                            .withHeader("retry-after", "5")
                            .exception();
        };
    }

    private AccountSignIn.Result attempt(String encoded, String from) {
        try (var typed = BasicCredentials.of(encoded).orElseThrow(() -> notSignedIn(true))) {
            return administration.signIn().attempt(typed.name(), typed.password(), from);
        }
    }

    private static Optional<String> after(String header, String scheme) {
        return header.regionMatches(true, 0, scheme, 0, scheme.length())
                ? Optional.of(header.substring(scheme.length()).strip())
                : Optional.empty();
    }

    /// The same answer for every cause.
    static ProblemException notSignedIn(boolean withPassword) {
        return Problem.of(
                        HttpStatus.UNAUTHORIZED,
                        withPassword
                                ? "This takes a valid token, or the right name and password of an account."
                                : "This takes a valid token.")
                .withHeader("www-authenticate", withPassword ? BEARER + ", " + BASIC : BEARER)
                .exception();
    }

    static void require(Actor actor, Right right) {
        if (actor.may(right)) return;
        var message = "Your role does not allow this.";
        throw Problem.of(
                        HttpStatus.FORBIDDEN,
                        message,
                        List.of(
                                new FieldError(
                                        "",
                                        "not-your-role",
                                        "",
                                        "the right '%s'".formatted(Json.word(right)),
                                        message)))
                .exception();
    }
}
