package org.ovalogin.cli.cmdlets;

import java.util.List;
import org.ovalogin.cli.language.CmdletCall;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.language.Value;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.Definition;
import org.ovalogin.cli.script.Parameter;
import org.ovalogin.cli.script.Parameter.Kind;
import org.ovalogin.cli.script.Stage;
import org.ovalogin.cli.terminal.Quote;

/// Cmdlets that begin a pipeline with a value, or show one.
final class WriteCmdlets {
    private WriteCmdlets() {}

    static Cmdlet output() {
        return new Definition(CmdletCall.WRITE_OUTPUT, "Gives a value to the next cmdlet.")
                .also("write", "echo")
                .with(Parameter.of("InputObject", Kind.OBJECT, "the value").first().needed())
                .example(
                        "Get-UMMailbox | ForEach-Object { \"$($_.DisplayName): $($_.Extensions)\" }",
                        "within a block the value alone does the same")
                .beginning((bound, _, next) -> new Giving(bound.any("InputObject"), next));
    }

    static Cmdlet host() {
        return new Definition("Write-Host", "Shows a text.")
                .with(Parameter.of("Object", Kind.OBJECT, "the text").first())
                .ignoring(Kind.TEXT, "ForegroundColor", "BackgroundColor")
                .ignoring(Kind.SWITCH, "NoNewline")
                .example(
                        "Import-Csv users.csv | ForEach-Object { Write-Host \"now $($_.Email)\"; Enable-UMMailbox $_.Email -Extensions $_.Ext }",
                        "what is done meanwhile")
                .beginning(
                        (bound, session, next) ->
                                new Giving(
                                        bound.any("Object"),
                                        new Passing(next) {
                                            @Override
                                            public boolean accept(Item item) {
                                                var text = Item.text(item.itself());
                                                session.out().println(Quote.printable(text));
                                                return true;
                                            }
                                        }));
    }

    private record Giving(Object value, Stage next) implements Stage {
        @Override
        public void begin() {
            for (var item : items(value)) if (!next.accept(item)) break;
        }

        private static List<Item> items(Object value) {
            return switch (value) {
                case Value.Whole(var item) -> List.of(item);
                case Value.Text(var text) -> List.of(Item.ofText(text));
                case Value.Truth(var truth) -> List.of(Item.ofText(Item.text(truth)));
                case Value.Many(var values) ->
                        values.stream().flatMap(v -> items(v).stream()).toList();
                default -> List.of();
            };
        }

        @Override
        public boolean accept(Item item) {
            throw new IllegalStateException("begins pipelines only");
        }

        @Override
        public void end() {
            next.end();
        }
    }
}
