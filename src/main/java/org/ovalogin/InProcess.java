package org.ovalogin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ovalogin.cli.client.Request;
import org.ovalogin.cli.client.Rest;
import org.ovalogin.cli.client.Server;
import org.ovalogin.cli.client.ServerRefusal;
import org.ovalogin.core.account.Actor;
import org.ovalogin.web.api.DirectApi;
import org.ovalogin.web.http.Problem;
import org.ovalogin.web.http.ProblemException;

/// The operations of the REST interface on the local installation: no token, no socket. What the
/// core refuses ([org.ovalogin.core.input.NotDone]) comes through as it is.
record InProcess(DirectApi api, Actor actor, Supplier<List<String>> delivery) implements Server {
    @Override
    public JsonNode send(Request request) {
        try {
            var body = request.body();
            var json =
                    api.answer(
                            actor,
                            request.method(),
                            request.path(),
                            request.query(),
                            body == null ? new byte[0] : Rest.JSON.writeValueAsBytes(body));
            return json.length == 0 ? MissingNode.getInstance() : Rest.JSON.readTree(json);
        } catch (ProblemException e) {
            throw refusal(e.problem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> deliver() {
        return delivery.get();
    }

    private static RuntimeException refusal(Problem problem) {
        try {
            return ServerRefusal.of(
                    problem.status().code(),
                    Optional.ofNullable(problem.headers().get("retry-after")),
                    Rest.JSON.readTree(problem.response().contentUtf8()));
        } catch (JsonProcessingException e) {
            return new UncheckedIOException(e);
        }
    }
}
