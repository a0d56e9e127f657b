package org.ovalogin.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.ovalogin.cli.client.Request;
import org.ovalogin.cli.client.Rest;
import org.ovalogin.cli.client.Server;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.web.api.DirectApi;

/// The operations in this process, as the program has them for local commands.
record DirectServer(Administration administration, Actor actor) implements Server {
    @Override
    public JsonNode send(Request request) {
        try {
            var body = request.body();
            var json =
                    new DirectApi(administration)
                            .answer(
                                    actor,
                                    request.method(),
                                    request.path(),
                                    request.query(),
                                    body == null ? new byte[0] : Rest.JSON.writeValueAsBytes(body));
            return json.length == 0 ? MissingNode.getInstance() : Rest.JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
