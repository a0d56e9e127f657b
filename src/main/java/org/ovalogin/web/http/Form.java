package org.ovalogin.web.http;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The fields of a submitted form (`application/x-www-form-urlencoded`, UTF-8). Immutable. Not a
/// record, whose `toString` would print values that may be secrets.
public final class Form {
    private static final int MOST_FIELDS = 200;

    private final Map<String, List<String>> fields;

    private Form(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /// @param once fields allowed once
    /// @param repeated fields allowed any number of times
    /// @throws ProblemException if the request is not such a form, or has other fields
    public static Form read(AggregatedHttpRequest request, Set<String> once, Set<String> repeated) {
        var form = all(request);
        form.fields.forEach(
                (name, values) -> {
                    if (!repeated.contains(name) && (!once.contains(name) || values.size() > 1))
                        throw malformed("The form has an unknown or repeated field.");
                });
        return form;
    }

    /// All fields, whatever they are.
    ///
    /// @throws ProblemException if the request is not such a form
    public static Form all(AggregatedHttpRequest request) {
        var type = request.contentType();
        if (type == null || !type.is(MediaType.FORM_DATA.withoutParameters()))
            throw Problem.of(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            "Allowed: application/x-www-form-urlencoded.")
                    .exception();
        var fields = new HashMap<String, List<String>>();
        var body = request.content().toStringUtf8();
        var pairs = body.isEmpty() ? new String[0] : body.split("&", MOST_FIELDS + 1);
        if (pairs.length > MOST_FIELDS) throw malformed("The form has too many fields.");
        for (var pair : pairs) {
            var parts = pair.split("=", 2);
            fields.computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>())
                    .add(parts.length == 2 ? decoded(parts[1]) : "");
        }
        return new Form(fields);
    }

    /// Only these fields, encoded as a browser sends them.
    public String encoded(Set<String> names) {
        return fields.entrySet().stream()
                .filter(field -> names.contains(field.getKey()))
                .flatMap(
                        field ->
                                field.getValue().stream()
                                        .map(text -> encoded(field.getKey()) + "=" + encoded(text)))
                .collect(Collectors.joining("&"));
    }

    /// Empty if the field was not sent.
    public Optional<String> field(String name) {
        return texts(name).stream().findFirst();
    }

    /// The field, or an empty text.
    public String text(String name) {
        return field(name).orElse("");
    }

    public List<String> texts(String name) {
        return List.copyOf(fields.getOrDefault(name, List.of()));
    }

    /// Whether a box was ticked; browsers omit the others.
    public boolean isTicked(String name) {
        return fields.containsKey(name);
    }

    /// Omits the values.
    @Override
    public String toString() {
        return "form of " + fields.size() + " fields";
    }

    private static String decoded(String text) {
        try {
            var decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (decoded.indexOf('\uFFFD') < 0 && decoded.indexOf('\0') < 0) return decoded;
        } catch (IllegalArgumentException _) {
            // reported below, without the text, which may be a secret
        }
        throw malformed("The form is not percent-encoded UTF-8.");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static ProblemException malformed(String detail) {
        return Problem.of(HttpStatus.BAD_REQUEST, detail).exception();
    }
}
