package org.ovalogin.web.api;

import com.linecorp.armeria.common.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.MailboxCounts;
import org.ovalogin.core.administration.ServerState;
import org.ovalogin.web.http.ClientAddress;

/// The operations of the REST interface for this process itself: no token, no socket. Streams are
/// left out.
public final class DirectApi {
    private final List<Operation> operations;

    public DirectApi(Administration administration) {
        var door = new ApiDoor(administration, new ClientAddress(List.of()));
        var streams = new EventStreams(administration, door, Api.LOOK);
        var overviews =
                administration.overviews(new MailboxCounts(System::nanoTime), ServerState.NONE);
        operations =
                Api.operations(administration, overviews, streams).stream()
                        .filter(operation -> operation.type().equals(Operation.JSON))
                        .toList();
    }

    /// @param path below [Api#BASE], part by part, not encoded
    /// @param body JSON, or empty
    /// @return JSON, or empty where the operation answers with nothing
    /// @throws org.ovalogin.web.http.ProblemException for a request that is wrong as it stands
    /// @throws org.ovalogin.core.input.NotDone when the core refuses
    /// @throws IllegalArgumentException when there is no such operation
    public byte[] answer(
            Actor actor, String method, List<String> path, Map<String, String> query, byte[] body) {
        for (var operation : operations) {
            if (operation.method != HttpMethod.valueOf(method)) continue;
            var parameters = parameters(operation, path);
            if (parameters.isEmpty()) continue;
            operation.right().ifPresent(right -> ApiDoor.require(actor, right));
            var caller = new ApiCall.Requester(Optional.of(actor), actor.from());
            var call = new ApiCall(parameters.get(), query, body, operation, caller);
            return operation.action.answer(call).json();
        }
        throw new IllegalArgumentException("no operation " + method + " " + path.getFirst());
    }

    /// Empty where the operation has another path.
    private static Optional<Map<String, String>> parameters(
            Operation operation, List<String> path) {
        var parts = operation.path.substring(1).split("/", -1);
        if (parts.length != path.size()) return Optional.empty();
        var parameters = new HashMap<String, String>();
        for (var i = 0; i < parts.length; i++) {
            var part = parts[i];
            if (part.startsWith("{"))
                parameters.put(part.substring(1, part.length() - 1), path.get(i));
            else if (!part.equals(path.get(i))) return Optional.empty();
        }
        return Optional.of(parameters);
    }
}
