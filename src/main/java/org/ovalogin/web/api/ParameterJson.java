package org.ovalogin.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.parameter.TextForm.Lack;
import org.ovalogin.core.parameter.UmFlag;
import org.ovalogin.core.parameter.UmList;
import org.ovalogin.core.parameter.UmNumber;
import org.ovalogin.core.parameter.UmParameter;
import org.ovalogin.core.parameter.UmText;
import org.ovalogin.core.parameter.UmZone;

/// Parameters as members of JSON objects and merge patches; null is Unlimited or none.
final class ParameterJson {
    private ParameterJson() {}

    static <O, D> void put(ObjectNode json, List<UmParameter<O, D>> all, O object) {
        for (var parameter : all)
            json.putPOJO(parameter.member(), parameter.value(object).orElse(null));
    }

    /// The members that a request may hold.
    static <O, D> Set<String> members(List<UmParameter<O, D>> all, String... others) {
        var members = new TreeSet<>(List.of(others));
        all.forEach(parameter -> members.add(parameter.member()));
        return Set.copyOf(members);
    }

    /// The requested changes; a parameter that is left out stays as it is.
    static <O, D> Consumer<D> changes(Body body, List<UmParameter<O, D>> all) {
        var changes = new ArrayList<Consumer<D>>();
        for (var parameter : all) change(body, parameter).ifPresent(changes::add);
        return draft -> changes.forEach(change -> change.accept(draft));
    }

    private static <O, D> Optional<Consumer<D>> change(Body body, UmParameter<O, D> parameter) {
        var member = parameter.member();
        return switch (parameter) {
            case UmNumber<O, D> number ->
                    number(body, number).map(n -> draft -> number.write().accept(draft, n));
            case UmFlag<O, D> flag ->
                    body.flag(member).map(yes -> draft -> flag.write().accept(draft, yes));
            case UmText<O, D> text -> text(body, text);
            case UmList<O, D> list ->
                    body.clearableTexts(member)
                            .map(texts -> draft -> list.write().accept(draft, texts));
            case UmZone<O, D> zone -> {
                var given = zone(body, member);
                yield given.present()
                        ? Optional.of(draft -> zone.write().accept(draft, given.value()))
                        : Optional.empty();
            }
        };
    }

    private static Optional<OptionalInt> number(Body body, UmNumber<?, ?> number) {
        if (!number.range().mayBeEmpty()) return body.number(number.member()).map(OptionalInt::of);
        var given = body.clearableNumber(number.member());
        return given.present()
                ? Optional.of(given.value().map(OptionalInt::of).orElseGet(OptionalInt::empty))
                : Optional.empty();
    }

    private static <O, D> Optional<Consumer<D>> text(Body body, UmText<O, D> text) {
        if (text.form().lack() == Lack.REFUSED)
            return body.text(text.member())
                    .map(typed -> draft -> text.write().accept(draft, Optional.of(typed)));
        var given = body.clearableText(text.member());
        return given.present()
                ? Optional.of(draft -> text.write().accept(draft, given.value()))
                : Optional.empty();
    }

    static Body.Given<TimeZone> zone(Body body, String member) {
        var name = body.clearableText(member);
        var allowed = TimeZone.allowed(name.value().orElse(""));
        var understood = body.understood(member, name.value(), TimeZone::named, allowed);
        return new Body.Given<>(name.present(), understood);
    }
}
