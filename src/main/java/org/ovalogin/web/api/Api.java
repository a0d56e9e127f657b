package org.ovalogin.web.api;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerListener;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Overviews;
import org.ovalogin.web.http.ClientAddress;
import org.ovalogin.web.http.Handler;
import org.ovalogin.web.http.Problem;
import org.ovalogin.web.http.ProblemException;
import org.ovalogin.web.http.Routes;

/// The REST interface.
public final class Api implements Routes {
    private static final MediaType MERGE_PATCH =
            MediaType.create("application", "merge-patch+json");

    static final String BASE = "/api/v1";

    private final ApiDoor door;
    private final EventStreams streams;
    private final List<Operation> operations = new ArrayList<>();
    private final OpenApi document;

    /// How often a stream asks for new events.
    static final Duration LOOK = Duration.ofSeconds(1);

    public Api(Administration administration, Overviews overviews, ClientAddress addresses) {
        this(administration, overviews, addresses, LOOK);
    }

    Api(
            Administration administration,
            Overviews overviews,
            ClientAddress addresses,
            Duration look) {
        door = new ApiDoor(administration, addresses);
        streams = new EventStreams(administration, door, look);
        operations.addAll(operations(administration, overviews, streams));
        operations.add(
                Operation.get("/openapi.json", "getDocument", "This document.", _ -> document())
                        .open(Operation.Access.ANYBODY)
                        .answers("Document"));
        document = new OpenApi(operations);
    }

    /// All operations, but for the document of them.
    static List<Operation> operations(
            Administration administration, Overviews overviews, EventStreams streams) {
        return Stream.of(
                        new OwnOperations(administration).all(),
                        new OverviewOperations(administration, overviews).all(),
                        new MailboxOperations(administration).all(),
                        new PinOperations(administration).all(),
                        new JobOperations(administration).all(),
                        new QueueOperations(administration).all(),
                        new DialPlanOperations(administration).all(),
                        new PolicyOperations(administration).all(),
                        new EventOperations(administration, streams).all(),
                        new AccountOperations(administration).all(),
                        new TokenOperations(administration).all())
                .flatMap(List::stream)
                .toList();
    }

    private ApiReply document() {
        return ApiReply.of(document.json());
    }

    @Override
    public void addTo(ServerBuilder server) {
        for (var path : byPath().entrySet())
            server.service(
                    BASE + path.getKey(),
                    Handler.service(
                            (context, request) -> answer(context, request, path.getValue())));
        server.serverListener(ServerListener.builder().whenStopping(_ -> streams.close()).build());
    }

    private Map<String, Map<HttpMethod, Operation>> byPath() {
        return operations.stream()
                .collect(
                        Collectors.groupingBy(
                                o -> o.path,
                                LinkedHashMap::new,
                                Collectors.toMap(o -> o.method, o -> o)));
    }

    private HttpResponse answer(
            ServiceRequestContext context,
            AggregatedHttpRequest request,
            Map<HttpMethod, Operation> here) {
        var head = request.method() == HttpMethod.HEAD;
        var operation = here.get(head ? HttpMethod.GET : request.method());
        if (operation == null || (head && !operation.hasHead())) throw notAllowed(here);
        var caller = door.admit(context, request.headers(), operation);
        refuseOtherTypes(request.headers(), operation);
        refuseOtherBodies(request.headers(), request.content(), operation);
        var call = new ApiCall(context, request, operation, caller);
        return operation.action.answer(call).response(head);
    }

    private static ProblemException notAllowed(Map<HttpMethod, Operation> here) {
        var allowed = new TreeSet<String>();
        here.forEach(
                (method, operation) -> {
                    allowed.add(method.name());
                    if (operation.hasHead()) allowed.add(HttpMethod.HEAD.name());
                });
        var names = String.join(", ", allowed);
        return Problem.of(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "This address does not take this method; allowed: %s.".formatted(names))
                .withHeader("allow", names)
                .exception();
    }

    private static void refuseOtherTypes(RequestHeaders headers, Operation operation) {
        if (operation.answer().isEmpty() || !headers.contains(HttpHeaderNames.ACCEPT)) return;
        var answered = MediaType.parse(operation.type());
        if (headers.accept().stream().anyMatch(range -> includes(range, answered))) return;
        throw Problem.of(
                        HttpStatus.NOT_ACCEPTABLE,
                        "This answers with %s only.".formatted(operation.type()))
                .exception();
    }

    private static boolean includes(MediaType range, MediaType answered) {
        return answered.belongsTo(range.withoutParameters())
                && range.parameters().getOrDefault("q", List.of("1")).stream()
                        .noneMatch(q -> q.matches("0(\\.0*)?"));
    }

    private static void refuseOtherBodies(
            RequestHeaders headers, HttpData content, Operation operation) {
        if (operation.body().isEmpty()) {
            if (content.isEmpty()) return;
            throw Problem.of(HttpStatus.BAD_REQUEST, "This operation takes no body.").exception();
        }
        var type = headers.contentType();
        var merge = operation.isPatch();
        var patch = merge ? " or application/merge-patch+json" : "";
        var good =
                type != null
                        && type.parameters().getOrDefault("charset", List.of("utf-8")).stream()
                                .allMatch("utf-8"::equalsIgnoreCase)
                        && (type.is(MediaType.JSON) || (merge && type.is(MERGE_PATCH)));
        if (!good)
            throw Problem.of(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            "This takes application/json%s, in UTF-8.".formatted(patch))
                    .exception();
    }
}
