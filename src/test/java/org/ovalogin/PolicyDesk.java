package org.ovalogin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ovalogin.browser.PageServer;
import org.ovalogin.cli.language.Parser;
import org.ovalogin.cli.script.Binder;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.RequestBody;
import org.ovalogin.cli.shell.Cmdlets;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.pin.PolicyFlag;
import org.ovalogin.core.pin.PolicyParameter;
import org.ovalogin.core.pin.PolicyWording;
import org.ovalogin.web.api.Api;
import org.ovalogin.web.http.ClientAddress;
import org.ovalogin.web.http.HttpServer;
import org.ovalogin.web.http.PlainClient;
import org.ovalogin.web.page.Visitor;

/// One policy on a server with its pages and its REST interface, and the three ways to change it.
final class PolicyDesk implements AutoCloseable {
    /// A way to change one parameter; an empty value is Unlimited.
    enum Way {
        REST,
        FORM,
        CMDLET
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PageServer server;
    private final Visitor visitor;
    private final HttpServer api;
    private final String address;
    private final String token;
    private final HttpClient client = PlainClient.make();
    private final MailboxPolicy fresh;

    PolicyDesk(Path folder) {
        server = PageServer.settled(folder);
        visitor = Visitor.signedIn(server, PageServer.ADMINISTRATOR);
        var interfaceToAll = new Api(server.administration(), new ClientAddress(List.of()));
        api =
                new HttpServer(
                        PageServer.settings(),
                        List.of(interfaceToAll),
                        (_, problem) -> problem.detail());
        address = api.address(api.start()).replaceAll("/$", "") + "/api/v1";
        var account =
                server.administration()
                        .accounts()
                        .find(PageServer.ADMINISTRATOR, Site.ADMINISTRATOR);
        token =
                server.administration()
                        .tokens()
                        .issue(account, "test", Optional.empty(), 1, Site.ADMINISTRATOR)
                        .secret();
        fresh = server.administration().policies().all(Optional.empty()).getFirst();
    }

    /// The defaults, but for limits that exclude values of each other.
    void reset() {
        var apart =
                PinPolicy.EXCHANGE.with(
                        draft -> {
                            draft.logonFailuresBeforePinReset = OptionalInt.empty();
                            draft.maxLogonAttempts = 999;
                        });
        server.administration()
                .policies()
                .change(fresh.guid(), policy -> policy.with(apart), Site.ADMINISTRATOR);
    }

    PinPolicy policy() {
        return server.administration().policies().find(fresh.guid()).pin();
    }

    JsonNode json() {
        return send("GET", "/policies/" + fresh.guid(), "").json();
    }

    JsonNode document() {
        return send("GET", "/openapi.json", "").json();
    }

    Visitor.Answer page() {
        return visitor.get("/policies/" + fresh.guid());
    }

    static Cmdlet cmdlet(String verb) {
        return Cmdlets.all().stream()
                .filter(cmdlet -> cmdlet.name().equals(verb + "-UMMailboxPolicy"))
                .findFirst()
                .orElseThrow();
    }

    /// Whether the server took it.
    boolean set(Way way, PolicyParameter parameter, Optional<Object> value) {
        return switch (way) {
            case REST -> {
                var body = JSON.createObjectNode();
                body.putPOJO(parameter.member(), value.orElse(null));
                yield patch(body);
            }
            case FORM -> submit(parameter, value);
            case CMDLET -> run(parameter, value);
        };
    }

    private boolean patch(ObjectNode body) {
        return send("PATCH", "/policies/" + fresh.guid(), body.toString()).status() == 200;
    }

    private boolean submit(PolicyParameter parameter, Optional<Object> value) {
        var fields = fields();
        if (value.equals(Optional.of(false))) fields.remove(parameter.name());
        else
            fields.put(
                    parameter.name(),
                    parameter instanceof PolicyFlag ? "on" : value.map(String::valueOf).orElse(""));
        return visitor.submit("/policies/" + fresh.guid(), fields).status() == 303;
    }

    /// The fields of the form as a browser would send them unchanged.
    private Map<String, String> fields() {
        var page = page().page();
        var fields = new HashMap<String, String>();
        for (var input : page.select("main form.card input[name]:not([type=checkbox]), textarea"))
            fields.put(input.attr("name"), input.val());
        for (var box : page.select("main form.card input[type=checkbox][checked]"))
            fields.put(box.attr("name"), "on");
        return fields;
    }

    private boolean run(PolicyParameter parameter, Optional<Object> value) {
        var typed =
                switch (parameter) {
                    case PolicyFlag _ -> "$" + value.orElseThrow();
                    case PolicyWording _ -> "'" + value.orElseThrow() + "'";
                    default -> value.map(String::valueOf).orElse("Unlimited");
                };
        var line = "Set-UMMailboxPolicy x -%s %s".formatted(parameter.name(), typed);
        try {
            var call = Parser.pipelines(line).getFirst().getFirst();
            return patch(RequestBody.of(Binder.bind(cmdlet("Set"), call.arguments(), false)));
        } catch (ShellException _) {
            return false;
        }
    }

    private record Answer(int status, JsonNode json) {}

    private Answer send(String method, String path, String body) {
        var request =
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body));
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        api.close();
        visitor.close();
        server.close();
    }
}
