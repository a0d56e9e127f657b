package org.ovalogin.cli.script;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.ovalogin.cli.client.Rest;
import org.ovalogin.cli.script.Parameter.Kind;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.TypedSecret;

/// The body of a request, from the parameters that have a place in it.
public final class RequestBody {
    private RequestBody() {}

    public static ObjectNode of(Bound bound) {
        var body = Rest.JSON.createObjectNode();
        for (var parameter : bound.cmdlet().parameters()) {
            var value = bound.values().get(parameter.name());
            if (value != null && !parameter.field().isEmpty()) put(body, parameter, value);
        }
        return body;
    }

    private static void put(ObjectNode body, Parameter parameter, Object value) {
        var field = parameter.field();
        switch (value) {
            case TypedSecret(var secret) -> body.put(field, secret);
            case Boolean b -> body.put(field, b);
            case Long n -> body.put(field, n);
            case List<?> list -> {
                var array = body.putArray(field);
                for (var element : list) array.add(String.valueOf(element));
            }
            case String text when parameter.kind() == Kind.CHOICE ->
                    body.put(field, text.toLowerCase(Locale.ROOT));
            case String text -> body.put(field, text);
            default -> {
                if (parameter.kind() == Kind.LIST) body.putArray(field);
                else body.putNull(field);
            }
        }
    }

    /// @throws ShellException where nothing is to be changed; a line with parameters that mean
    ///   nothing here was right once, and changes nothing
    public static ObjectNode changes(Bound bound) {
        var body = of(bound);
        if (body.isEmpty() && Binder.ignored(bound).isEmpty())
            throw ShellException.usage(
                    "there is nothing to change",
                    "Get-Help " + bound.cmdlet().name() + " lists what can be");
        return body;
    }
}
