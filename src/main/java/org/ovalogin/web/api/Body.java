package org.ovalogin.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.ovalogin.web.http.Problem;
import org.ovalogin.web.http.Problem.FieldError;
import org.ovalogin.web.http.ProblemException;

/// The members of a request's JSON object, read strictly. Nothing is converted, and all faults are
/// told at once. Not printable: it may hold a PIN.
final class Body {
    private static final int LONGEST_FOUND = 100;

    /// Most unknown members in one answer; each is told with all known ones.
    private static final int MOST_TOLD = 20;

    private static final String TEXT = "a text without NUL and half characters";
    private static final String WHOLE = "a whole number";
    private static final String FLAG = "true or false";
    private static final String LIST = "a list of texts";

    private final ObjectNode object;
    private final List<FieldError> errors = new ArrayList<>();

    private Body(ObjectNode object) {
        this.object = object;
    }

    /// Applies `reading` to the members.
    ///
    /// @param members all members that are allowed
    /// @throws ProblemException if there are other members, or one of them is not allowed as it is
    static <T> T read(byte[] json, Set<String> members, Function<Body, T> reading) {
        var body = new Body(Json.object(json));
        body.refuseOthers(members);
        var read = reading.apply(body);
        body.refuseErrors();
        return read;
    }

    private void refuseOthers(Set<String> members) {
        var allowed = String.join(", ", new TreeSet<>(members));
        var others =
                object.properties().stream()
                        .map(entry -> clipped(entry.getKey()))
                        .filter(name -> !members.contains(name))
                        .limit(MOST_TOLD)
                        .map(
                                name ->
                                        new FieldError(
                                                name,
                                                "unknown-member",
                                                "",
                                                allowed,
                                                "There is no member of this name."))
                        .toList();
        if (!others.isEmpty())
            throw Problem.of(
                            HttpStatus.BAD_REQUEST,
                            "The body has members that are not known here.",
                            others)
                    .exception();
    }

    private void refuseErrors() {
        if (errors.isEmpty()) return;
        throw Problem.of(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        errors.size() == 1
                                ? errors.getFirst().field() + ": " + errors.getFirst().message()
                                : "Some members of the body are not allowed as they are.",
                        errors)
                .exception();
    }

    boolean has(String name) {
        return object.has(name);
    }

    /// Tells a fault that concerns more than the member alone.
    void refuse(String name, String found, String allowed) {
        errors.add(
                new FieldError(
                        name,
                        "value",
                        clipped(found),
                        allowed,
                        "This is not allowed here; allowed: " + allowed + "."));
    }

    Optional<String> text(String name) {
        return value(name, Body::isText, TEXT).map(JsonNode::textValue);
    }

    /// The same for a secret: faults never quote it.
    Optional<String> secret(String name) {
        var node = object.get(name);
        if (node == null || isText(node)) return text(name);
        errors.add(new FieldError(name, "wrong-type", "", TEXT, wrong(TEXT)));
        return Optional.empty();
    }

    /// A missing member is a fault, and read as empty.
    String neededText(String name) {
        return needed(name, text(name)).orElse("");
    }

    String neededSecret(String name) {
        return needed(name, secret(name)).orElse("");
    }

    Optional<Boolean> flag(String name) {
        return value(name, JsonNode::isBoolean, FLAG).map(JsonNode::booleanValue);
    }

    Optional<Integer> number(String name) {
        return value(name, Body::isWhole, WHOLE).map(JsonNode::intValue);
    }

    Optional<List<String>> texts(String name) {
        return value(name, Body::isTexts, LIST).map(Body::list);
    }

    List<String> neededTexts(String name) {
        return needed(name, texts(name)).orElse(List.of());
    }

    Given<String> clearableText(String name) {
        return isNull(name) ? Given.of(Optional.empty()) : given(text(name));
    }

    Given<Integer> clearableNumber(String name) {
        return isNull(name) ? Given.of(Optional.empty()) : given(number(name));
    }

    /// Null is read as an empty list.
    Optional<List<String>> clearableTexts(String name) {
        return isNull(name) ? Optional.of(List.of()) : texts(name);
    }

    /// Interprets a text; a text without a meaning is a fault.
    <T> Optional<T> understood(
            String name, Optional<String> text, Function<String, Optional<T>> sense, String known) {
        var understood = text.flatMap(sense);
        if (understood.isEmpty()) text.ifPresent(t -> refuse(name, t, known));
        return understood;
    }

    private boolean isNull(String name) {
        return object.path(name).isNull();
    }

    private static <T> Given<T> given(Optional<T> value) {
        return value.isPresent() ? Given.of(value) : Given.absent();
    }

    private <T> Optional<T> needed(String name, Optional<T> value) {
        if (!object.has(name))
            errors.add(new FieldError(name, "missing", "", "", "This member is needed."));
        return value;
    }

    private Optional<JsonNode> value(String name, Predicate<JsonNode> allowed, String inWords) {
        var node = object.get(name);
        if (node == null) return Optional.empty();
        if (allowed.test(node)) return Optional.of(node);
        errors.add(
                new FieldError(
                        name, "wrong-type", clipped(node.toString()), inWords, wrong(inWords)));
        return Optional.empty();
    }

    private static String wrong(String inWords) {
        return "This must be " + inWords + ".";
    }

    private static boolean isWhole(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToInt();
    }

    private static boolean isText(JsonNode node) {
        return node.isTextual() && isWellFormed(node.textValue());
    }

    private static boolean isTexts(JsonNode node) {
        return node.isArray()
                && StreamSupport.stream(node.spliterator(), false).allMatch(Body::isText);
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints()
                .noneMatch(
                        c ->
                                c == 0
                                        || (c >= Character.MIN_SURROGATE
                                                && c <= Character.MAX_SURROGATE));
    }

    private static List<String> list(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false).map(JsonNode::textValue).toList();
    }

    private static String clipped(String text) {
        return text.length() <= LONGEST_FOUND ? text : text.substring(0, LONGEST_FOUND) + "…";
    }

    /// A member of a merge patch that may be cleared.
    ///
    /// @param present false: the request leaves it out; the setting stays
    /// @param value empty: null, which clears the setting
    record Given<T>(boolean present, Optional<T> value) {
        static <T> Given<T> absent() {
            return new Given<>(false, Optional.empty());
        }

        static <T> Given<T> of(Optional<T> value) {
            return new Given<>(true, value);
        }

        Optional<T> or(Optional<T> current) {
            return present ? value : current;
        }

        void ifPresent(Consumer<Optional<T>> use) {
            if (present) use.accept(value);
        }
    }
}
