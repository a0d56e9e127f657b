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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ovalogin.browser.PageServer;
import org.ovalogin.cli.language.Parser;
import org.ovalogin.cli.script.Binder;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.RequestBody;
import org.ovalogin.cli.shell.Cmdlets;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.parameter.UmFlag;
import org.ovalogin.core.parameter.UmNumber;
import org.ovalogin.core.parameter.UmParameter;
import org.ovalogin.core.parameter.UmText;
import org.ovalogin.web.http.PlainClient;
import org.ovalogin.web.page.Visitor;

/// One object on a server with its pages and its REST interface, and the three ways to change it.
final class ParameterDesk<O> implements AutoCloseable {
    /// A way to change one parameter; an empty value is Unlimited or none.
    enum Way {
        REST,
        FORM,
        CMDLET
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PageServer server;
    private final Visitor visitor;
    private final String address;
    private final String token;
    private final HttpClient client = PlainClient.make();
    private final Subject<O> subject;

    /// @param path on the pages and in the REST interface
    /// @param noun of its cmdlets
    /// @param reset gives it the values that the tests start from
    record Subject<O>(String path, String noun, Supplier<O> stored, Runnable reset) {}

    ParameterDesk(Path folder, Function<Administration, Subject<O>> found) {
        server = PageServer.settled(folder);
        visitor = Visitor.signedIn(server, PageServer.ADMINISTRATOR);
        address = server.address + "/api/v1";
        var account =
                server.administration()
                        .accounts()
                        .find(PageServer.ADMINISTRATOR, Site.ADMINISTRATOR);
        token =
                server.administration()
                        .tokens()
                        .issue(account, "test", Optional.empty(), 1, Site.ADMINISTRATOR)
                        .secret();
        subject = found.apply(server.administration());
    }

    void reset() {
        subject.reset().run();
    }

    O stored() {
        return subject.stored().get();
    }

    JsonNode json() {
        return send("GET", subject.path(), "").json();
    }

    JsonNode document() {
        return send("GET", "/openapi.json", "").json();
    }

    Visitor.Answer page() {
        return visitor.get(subject.path());
    }

    Cmdlet cmdlet(String verb) {
        return Cmdlets.all().stream()
                .filter(cmdlet -> cmdlet.name().equals(verb + "-" + subject.noun()))
                .findFirst()
                .orElseThrow();
    }

    /// Whether the server took it.
    boolean set(Way way, UmParameter<O, ?> parameter, Optional<Object> value) {
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
        return send("PATCH", subject.path(), body.toString()).status() == 200;
    }

    private boolean submit(UmParameter<O, ?> parameter, Optional<Object> value) {
        var fields = fields();
        if (value.equals(Optional.of(false))) fields.remove(parameter.name());
        else fields.put(parameter.name(), parameter instanceof UmFlag ? "on" : inField(value));
        return visitor.submit(subject.path(), fields).status() == 303;
    }

    /// The text of a value in its field.
    static String inField(Optional<Object> value) {
        return value.map(ParameterDesk::text).orElse("");
    }

    private static String text(Object value) {
        return value instanceof Collection<?> texts
                ? texts.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : value.toString();
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

    private boolean run(UmParameter<O, ?> parameter, Optional<Object> value) {
        var line =
                "Set-%s x -%s %s"
                        .formatted(
                                subject.noun(),
                                parameter.name(),
                                value.map(v -> typed(parameter, v)).orElse(absent(parameter)));
        try {
            var call = Parser.pipelines(line).getFirst().getFirst();
            return patch(RequestBody.of(Binder.bind(cmdlet("Set"), call.arguments(), false)));
        } catch (ShellException _) {
            return false;
        }
    }

    private static String typed(UmParameter<?, ?> parameter, Object value) {
        return switch (value) {
            case Boolean truth -> "$" + truth;
            case List<?> texts when texts.isEmpty() -> "$null";
            case List<?> texts ->
                    texts.stream().map(text -> "'" + text + "'").collect(Collectors.joining(","));
            case String text when text.isEmpty() && !(parameter instanceof UmText) -> "$null";
            case String text -> "'" + text + "'";
            default -> value.toString();
        };
    }

    private static String absent(UmParameter<?, ?> parameter) {
        return parameter instanceof UmNumber<?, ?> number && number.range().mayBeUnlimited()
                ? "Unlimited"
                : "$null";
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
        visitor.close();
        server.close();
    }
}
