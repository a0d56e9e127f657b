package org.ovalogin.web.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ovalogin.core.input.TypedText;
import org.ovalogin.web.http.Problem;
import org.ovalogin.web.http.ProblemException;

/// Reads and writes JSON. Faults are told by line and column alone: the library's own messages
/// quote the text, which may hold a PIN.
final class Json {
    private static final int DEEPEST = 8;
    private static final int LONGEST_NUMBER = 20;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxNumberLength(LONGEST_NUMBER)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Json() {}

    /// @throws ProblemException if it is not one object in UTF-8
    static ObjectNode object(byte[] bytes) {
        try {
            if (MAPPER.readTree(text(bytes)) instanceof ObjectNode object) return object;
        } catch (JsonProcessingException e) {
            throw malformed(
                    "The body is no JSON, has a member twice, or is nested too deep"
                            + Optional.ofNullable(e.getLocation()).map(Json::place).orElse("")
                            + ".");
        }
        throw malformed("The body is not one JSON object.");
    }

    /// A resource of our own.
    static ObjectNode resource(InputStream in) throws IOException {
        return (ObjectNode) new JsonMapper().readTree(in);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ObjectNode object(Object value) {
        return MAPPER.valueToTree(value);
    }

    static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A constant as a word, such as `view-accounts`.
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static @Nullable String time(Optional<Instant> at) {
        return at.map(Instant::toString).orElse(null);
    }

    /// Decodes strictly: the library would guess the encoding and replace malformed bytes.
    private static String text(byte[] bytes) {
        try {
            return TypedText.of(bytes);
        } catch (TypedText.Unreadable e) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "The body %s.".formatted(e.fault()))
                    .withHint(e.hint("FILE"))
                    .exception();
        }
    }

    private static String place(JsonLocation at) {
        return " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }

    private static ProblemException malformed(String detail) {
        return Problem.of(HttpStatus.BAD_REQUEST, detail).exception();
    }
}
