package org.ovalogin.cli.cmdlets;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.language.Comparison;
import org.ovalogin.cli.language.Condition;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.language.Operand;
import org.ovalogin.cli.language.Value;
import org.ovalogin.cli.script.Bound;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.Definition;
import org.ovalogin.cli.script.Parameter;
import org.ovalogin.cli.script.Parameter.Kind;
import org.ovalogin.cli.terminal.ShellException;

/// `Where-Object`
final class WhereObject {
    private WhereObject() {}

    static Cmdlet cmdlet() {
        var definition =
                new Definition("Where-Object", "Passes on the objects for which a condition holds.")
                        .also("where", "?")
                        .with(
                                Parameter.of(
                                                "Property",
                                                Kind.ANY,
                                                "a property's name, or a condition in braces")
                                        .first()
                                        .needed()
                                        .also("FilterScript"));
        for (var comparison : Comparison.values())
            definition.with(
                    Parameter.of(
                            comparison.name().toLowerCase(Locale.ROOT),
                            Kind.ANY,
                            "what to compare the property with"));
        return definition
                .example(
                        "Get-UMMailbox | Where-Object { $_.LockedOut -eq $true -and $_.UMDialPlan -like 'p*' }",
                        "comparisons: " + Comparison.all() + "; -and -or -not ( )")
                .example("Get-UMMailboxPIN | ? FailedLogons -ge 3", "the short form")
                .example(
                        "Get-UMMailbox | Where-Object { $_.UMDialPlan -in 'Paris','Lyon' }",
                        "one of several")
                .taking(
                        (bound, session, next) -> {
                            var condition = condition(bound);
                            return new Passing(next) {
                                @Override
                                public boolean accept(Item item) {
                                    return !condition.test(item) || next.accept(item);
                                }
                            };
                        });
    }

    private static Condition condition(Bound bound) {
        var compared =
                Arrays.stream(Comparison.values())
                        .filter(c -> bound.has(c.name().toLowerCase(Locale.ROOT)))
                        .toList();
        if (bound.any("Property") instanceof Value.Block(var condition)) {
            if (compared.isEmpty()) return condition;
            throw ShellException.usage(
                    "there is a comparison after the braces", "put it within them");
        }
        if (!(bound.any("Property") instanceof Value.Text(var name)) || compared.size() > 1)
            throw ShellException.usage(
                    "this is no condition that is known here",
                    "Where-Object Property -eq value, or Where-Object { $_.Property -eq value -and … }");
        var property = new Operand.Property(name);
        if (compared.isEmpty()) return new Condition.Truthy(property);
        var comparison = compared.getFirst();
        var right = plain(bound.any(comparison.name().toLowerCase(Locale.ROOT)));
        comparison.check(Item.text(right));
        return new Condition.Compare(property, comparison, new Operand.Constant(right));
    }

    private static @Nullable Object plain(Object value) {
        return switch (value) {
            case Value.Text(var text) -> text;
            case Value.Truth(var truth) -> truth;
            case Value.Nothing _ -> null;
            case Value.Many(var many) -> many.stream().map(v -> Item.text(plain(v))).toList();
            case Value.Whole(var item) -> item.itself();
            default ->
                    throw ShellException.usage(
                            "a property is compared with one value or a list",
                            "quote a value with braces in it");
        };
    }
}
