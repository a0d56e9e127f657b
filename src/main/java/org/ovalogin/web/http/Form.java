package org.ovalogin.web.http;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The fields of a form that a browser sent (`application/x-www-form-urlencoded`, UTF-8).
/// Immutable. No record: its values may be secrets, and must not be told by `toString`.
public final class Form {
    private static final int MOST_FIELDS = 200;

    private final Map<String, List<String>> fields;

    private Form(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /// @param once fields that may come, once
    /// @param repeated fields that may come any number of times
    /// @throws ProblemException when it is no such form, or has other fields
    public static Form read(AggregatedHttpRequest request, Set<String> once, Set<String> repeated) {
        var type = request.contentType();
        if (type == null || !type.is(MediaType.FORM_DATA.withoutParameters()))
            throw Problem.of(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            "Allowed is application/x-www-form-urlencoded.")
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
        fields.forEach(
                (name, values) -> {
                    if (!repeated.contains(name) && (!once.contains(name) || values.size() > 1))
                        throw malformed("The form has a field that it should not have.");
                });
        return new Form(fields);
    }

    /// Empty when the field did not come.
    public Optional<String> field(String name) {
        return texts(name).stream().findFirst();
    }

    /// The field, or the empty text.
    public String text(String name) {
        return field(name).orElse("");
    }

    public List<String> texts(String name) {
        return List.copyOf(fields.getOrDefault(name, List.of()));
    }

    /// Whether a box was ticked; browsers leave the others out.
    public boolean isTicked(String name) {
        return fields.containsKey(name);
    }

    /// Without the values.
    @Override
    public String toString() {
        return "form of " + fields.size() + " fields";
    }

    private static String decoded(String text) {
        try {
            var decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (decoded.indexOf('\uFFFD') < 0 && decoded.indexOf('\0') < 0) return decoded;
        } catch (IllegalArgumentException _) {
            // said below, without the text, which may be a secret
        }
        throw malformed("The form is not in UTF-8, percent-encoded.");
    }

    private static ProblemException malformed(String detail) {
        return Problem.of(HttpStatus.BAD_REQUEST, detail).exception();
    }
}
