package org.ovalogin.core.parameter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.ovalogin.core.input.OutOfRange;

/// A parameter of a UM object, defined once for every surface. Objects are immutable; a parameter
/// is changed in a draft, and checked once all of the draft's changes are made.
///
/// @param <O> the object that has the parameter
/// @param <D> a draft of that object
public sealed interface UmParameter<O, D> permits UmNumber, UmFlag, UmText, UmList, UmZone {
    /// @param group in forms
    /// @param name Exchange's, or one in its manner
    /// @param column of the object's table
    /// @param since the version of the database schema that brought the column
    /// @param help one sentence in English, for the shell, the OpenAPI document and the manual
    record About(ParameterGroup group, String name, String column, int since, String help) {
        public static About named(ParameterGroup group, String name, String column, String help) {
            return new About(group, name, column, 1, help);
        }

        public static About since(
                ParameterGroup group, int version, String name, String column, String help) {
            return new About(group, name, column, version, help);
        }
    }

    About about();

    /// A whole number, a truth, a text or a list of texts; empty: Unlimited, or none.
    Optional<Object> value(O object);

    /// @throws OutOfRange naming the parameter, the value found and the values allowed
    void check(O object);

    default String name() {
        return about().name();
    }

    default String column() {
        return about().column();
    }

    /// The name in JSON: `minPinLength` for `MinPINLength`.
    default String member() {
        var words = name().replace("PIN", "Pin").replaceFirst("^UM", "Um");
        return Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }

    /// @throws OutOfRange naming all parameters outside their ranges
    static <O, D> void checkAll(List<UmParameter<O, D>> all, O object) {
        var outside = new ArrayList<OutOfRange>();
        for (var parameter : all) {
            try {
                parameter.check(object);
            } catch (OutOfRange e) {
                outside.add(e);
            }
        }
        if (!outside.isEmpty()) throw OutOfRange.of(outside);
    }

    /// The values in the order of the parameters, for comparisons.
    static <O, D> List<Optional<Object>> values(List<UmParameter<O, D>> all, O object) {
        return all.stream().map(parameter -> parameter.value(object)).toList();
    }

    /// Names and values as texts, for the record of changes. No value is an empty text, or
    /// `Unlimited`.
    static <O, D> SequencedMap<String, String> texts(List<UmParameter<O, D>> all, O object) {
        var texts = new LinkedHashMap<String, String>();
        for (var parameter : all) texts.put(parameter.name(), text(parameter, object));
        return texts;
    }

    private static <O, D> String text(UmParameter<O, D> parameter, O object) {
        var value = parameter.value(object);
        if (value.isEmpty())
            return parameter instanceof UmNumber<O, D> number && number.range().mayBeUnlimited()
                    ? "Unlimited"
                    : "";
        return value.get() instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(value.get());
    }

    /// Names and values for messages; empty ones under the given word.
    static <O, D> String inWords(List<UmParameter<O, D>> all, O object, String empty) {
        return all.stream()
                .map(p -> p.name() + "=" + p.value(object).map(String::valueOf).orElse(empty))
                .collect(Collectors.joining(", "));
    }
}
