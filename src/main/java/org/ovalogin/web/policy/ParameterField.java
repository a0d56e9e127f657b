package org.ovalogin.web.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.input.OutOfRange;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.parameter.TextForm.Lack;
import org.ovalogin.core.parameter.UmFlag;
import org.ovalogin.core.parameter.UmList;
import org.ovalogin.core.parameter.UmNumber;
import org.ovalogin.core.parameter.UmParameter;
import org.ovalogin.core.parameter.UmText;
import org.ovalogin.core.parameter.UmZone;
import org.ovalogin.web.frame.Faults;
import org.ovalogin.web.frame.PageTexts;
import org.ovalogin.web.http.Form;

/// The field of a parameter in a form, under the parameter's name.
public final class ParameterField {
    private ParameterField() {}

    /// The text in the field; a box that is not ticked has none.
    static <O, D> Optional<String> shown(UmParameter<O, D> parameter, O object) {
        return switch (parameter) {
            case UmFlag<O, D> flag ->
                    flag.read().test(object) ? Optional.of("on") : Optional.empty();
            case UmList<O, D> list -> Optional.of(String.join(", ", list.read().apply(object)));
            case UmNumber<O, D> _, UmText<O, D> _, UmZone<O, D> _ ->
                    Optional.of(parameter.value(object).map(String::valueOf).orElse(""));
        };
    }

    /// The value as a sentence shows it, with its unit.
    static <O, D> String inWords(PageTexts texts, UmParameter<O, D> parameter, O object) {
        var value = parameter.value(object);
        return switch (parameter) {
            case UmFlag<O, D> flag -> texts.text(flag.read().test(object) ? "yes" : "no");
            case UmNumber<O, D> number ->
                    value.map(v -> inUnits(texts, number, v))
                            .orElseGet(
                                    () ->
                                            texts.text(
                                                    number.range().mayBeUnlimited()
                                                            ? "unlimited"
                                                            : "events.novalue"));
            case UmText<O, D> _, UmList<O, D> _, UmZone<O, D> _ ->
                    shown(parameter, object)
                            .filter(text -> !text.isEmpty())
                            .orElseGet(() -> texts.text("events.novalue"));
        };
    }

    private static String inUnits(PageTexts texts, UmNumber<?, ?> number, Object value) {
        var unit = number.range().unit();
        return unit.isTime() ? texts.text("unit." + unit.word(), value) : String.valueOf(value);
    }

    /// The line below the field, with unit and range.
    ///
    /// @param prefix of the keys of the form's hints
    public static String hint(PageTexts texts, String prefix, UmParameter<?, ?> parameter) {
        var key = prefix + "." + parameter.name();
        return switch (parameter) {
            case UmNumber<?, ?> number ->
                    texts.text(
                            key,
                            String.valueOf(number.range().lowest()),
                            String.valueOf(number.range().highest()));
            case UmText<?, ?> text -> texts.text(key, String.valueOf(text.form().longest()));
            case UmList<?, ?> list -> texts.text(key, String.valueOf(list.most()));
            case UmFlag<?, ?> _, UmZone<?, ?> _ -> texts.text(key);
        };
    }

    /// The object with the typed values.
    ///
    /// @param with makes a changed object, such as `before::with`
    /// @param faults gets those of all fields
    static <O, D> Optional<O> typed(
            List<UmParameter<O, D>> all, Form form, Function<Consumer<D>, O> with, Faults faults) {
        return faults.of(
                () ->
                        with.apply(
                                draft ->
                                        all.forEach(
                                                parameter ->
                                                        faults.check(
                                                                () ->
                                                                        take(
                                                                                parameter, form,
                                                                                draft)))));
    }

    /// @throws OutOfRange where the field should hold a number and does not
    /// @throws NotDone for an unknown time zone
    private static <O, D> void take(UmParameter<O, D> parameter, Form form, D draft) {
        var typed = form.text(parameter.name()).strip();
        switch (parameter) {
            case UmFlag<O, D> flag -> flag.write().accept(draft, form.isTicked(flag.name()));
            case UmNumber<O, D> number -> number.write().accept(draft, number(number, typed));
            case UmText<O, D> text ->
                    text.write()
                            .accept(
                                    draft,
                                    Optional.of(typed)
                                            .filter(
                                                    t ->
                                                            !t.isEmpty()
                                                                    || text.form().lack()
                                                                            != Lack.NONE));
            case UmList<O, D> list -> list.write().accept(draft, list(typed));
            case UmZone<O, D> zone ->
                    zone.write().accept(draft, TimeZone.typed(typed, zone.before().apply(draft)));
        }
    }

    /// @throws OutOfRange naming the whole range, whatever was typed
    private static OptionalInt number(UmNumber<?, ?> number, String typed) {
        var range = number.range();
        if (typed.isEmpty() && range.mayBeEmpty()) return OptionalInt.empty();
        if (typed.matches("[0-9]{1,9}") && range.has(Integer.parseInt(typed)))
            return OptionalInt.of(Integer.parseInt(typed));
        throw new OutOfRange(
                number.name(),
                "'" + typed + "'",
                range.mayBeEmpty() ? range.inWords() + ", or empty" : range.inWords());
    }

    private static List<String> list(String typed) {
        return Arrays.stream(typed.split(",", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
