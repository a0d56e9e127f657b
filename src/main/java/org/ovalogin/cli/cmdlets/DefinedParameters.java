package org.ovalogin.cli.cmdlets;

import java.util.List;
import org.ovalogin.cli.script.Definition;
import org.ovalogin.cli.script.Parameter;
import org.ovalogin.cli.script.Parameter.Kind;
import org.ovalogin.core.parameter.Range;
import org.ovalogin.core.parameter.UmFlag;
import org.ovalogin.core.parameter.UmList;
import org.ovalogin.core.parameter.UmNumber;
import org.ovalogin.core.parameter.UmParameter;
import org.ovalogin.core.parameter.UmText;
import org.ovalogin.core.parameter.UmZone;
import org.ovalogin.core.parameter.Unit;

/// Parameters of cmdlets from the definitions of what they change.
final class DefinedParameters {
    private DefinedParameters() {}

    static <O, D> Definition add(Definition definition, List<UmParameter<O, D>> all) {
        all.forEach(parameter -> definition.with(of(parameter)));
        return definition;
    }

    private static Parameter of(UmParameter<?, ?> parameter) {
        var name = parameter.name();
        var help = parameter.about().help();
        var typed =
                switch (parameter) {
                    case UmNumber<?, ?> number ->
                            Parameter.of(
                                    name,
                                    kind(number.range()),
                                    range(number.range()) + ". " + help);
                    case UmFlag<?, ?> _ -> Parameter.of(name, Kind.TRUTH, help);
                    case UmText<?, ?> _, UmZone<?, ?> _ -> Parameter.of(name, Kind.TEXT, help);
                    case UmList<?, ?> _ -> Parameter.of(name, Kind.LIST, help);
                };
        return typed.field(parameter.member());
    }

    private static Kind kind(Range range) {
        return switch (range.unit()) {
            case DAYS -> Kind.DAYS;
            case HOURS -> Kind.HOURS;
            case MINUTES -> Kind.MINUTES;
            case DIGITS, PINS, FAILURES, SECONDS, MILLISECONDS ->
                    range.mayBeUnlimited() ? Kind.LIMIT : Kind.NUMBER;
        };
    }

    /// Days can also be written as in .NET.
    private static String range(Range range) {
        var numbers = "%d-%d %s".formatted(range.lowest(), range.highest(), range.unit().word());
        return range.unit() == Unit.DAYS ? numbers + ", as 60 or 60.00:00:00" : numbers;
    }
}
