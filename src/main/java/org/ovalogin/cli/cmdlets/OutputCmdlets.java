package org.ovalogin.cli.cmdlets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.client.Rest;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.language.Selection;
import org.ovalogin.cli.script.Bound;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.Definition;
import org.ovalogin.cli.script.Display;
import org.ovalogin.cli.script.Parameter;
import org.ovalogin.cli.script.Parameter.Kind;
import org.ovalogin.cli.script.Sheet;
import org.ovalogin.cli.script.Stage;
import org.ovalogin.cli.script.TextTable;

/// The output form of a pipeline's objects.
public final class OutputCmdlets {
    private OutputCmdlets() {}

    public static List<Cmdlet> all() {
        return List.of(list(), table(), json(), nothing());
    }

    /// Whether it must be the last of its pipeline.
    public static boolean ends(Cmdlet cmdlet) {
        return all().stream().anyMatch(c -> c.name().equals(cmdlet.name()))
                || cmdlet.name().equals("Export-Csv");
    }

    private static Parameter property() {
        return Parameter.of("Property", Kind.PROPERTIES, "names, with * and ?").first();
    }

    private static Cmdlet list() {
        return new Definition("Format-List", "A line for each property.")
                .also("fl")
                .with(property())
                .example("Get-UMMailbox tonysmith | Format-List *Pin*", "some properties")
                .taking(
                        collecting(
                                (bound, gathered) -> {
                                    var sheet = new Sheet(gathered.out());
                                    for (var item : selected(bound, gathered.items()))
                                        sheet.print(item);
                                }));
    }

    private static Cmdlet table() {
        return new Definition("Format-Table", "A line for each object.")
                .also("ft")
                .with(
                        property(),
                        Parameter.of("HideTableHeaders", Kind.SWITCH, "leaves the headings out"),
                        Parameter.of(
                                "AutoSize", Kind.SWITCH, "columns are always as wide as needed"),
                        Parameter.of("Wrap", Kind.SWITCH, "nothing is ever cut off"))
                .example("Get-UMMailbox | ft DisplayName,Extensions,LockedOut", "three columns")
                .taking(
                        collecting(
                                (bound, gathered) -> {
                                    var items = selected(bound, gathered.items());
                                    if (items.isEmpty()) return;
                                    new TextTable(gathered.out(), !bound.on("HideTableHeaders"))
                                            .print(items, columns(bound, items));
                                }));
    }

    /// The objects with the properties that are to be shown.
    private static List<Item> selected(Bound bound, List<Item> items) {
        var selections = bound.selections("Property");
        return selections.isEmpty()
                ? items
                : items.stream().map(item -> Selection.usual(item, selections)).toList();
    }

    private static List<String> columns(Bound bound, List<Item> items) {
        var all = new LinkedHashSet<String>();
        for (var item : items) all.addAll(item.properties().keySet());
        return bound.selections("Property").isEmpty()
                ? Display.columns(items.getFirst().type(), List.copyOf(all))
                : List.copyOf(all);
    }

    private static Cmdlet json() {
        return new Definition("ConvertTo-Json", "JSON: an object, or an array of several.")
                .with(
                        Parameter.of("Compress", Kind.SWITCH, "on one line"),
                        Parameter.of(
                                "AsArray", Kind.SWITCH, "an array for one object or none, too"))
                .ignoring(Kind.NUMBER, "Depth")
                .example("Get-UMMailboxPIN 51234 | ConvertTo-Json", "for another program")
                .taking(
                        collecting(
                                (bound, gathered) -> {
                                    var items = gathered.items();
                                    if (items.isEmpty() && !bound.on("AsArray")) return;
                                    var array = Rest.JSON.createArrayNode();
                                    for (var item : items) add(array, item);
                                    var alone = items.size() == 1 && !bound.on("AsArray");
                                    var writer =
                                            bound.on("Compress")
                                                    ? Rest.JSON.writer()
                                                    : Rest.JSON.writer(
                                                            SerializationFeature.INDENT_OUTPUT);
                                    try {
                                        gathered.out()
                                                .println(
                                                        writer.writeValueAsString(
                                                                alone ? array.get(0) : array));
                                    } catch (JsonProcessingException e) {
                                        throw new IllegalStateException("a tree is always JSON", e);
                                    }
                                }));
    }

    private static void add(ArrayNode array, Item item) {
        if (item.type() == Item.Type.TEXT) {
            array.add(Item.text(item.itself()));
            return;
        }
        var object = array.addObject();
        item.properties().forEach((name, value) -> put(object, name, value));
    }

    private static void put(ObjectNode object, String name, @Nullable Object value) {
        switch (value) {
            case null -> object.putNull(name);
            case Boolean b -> object.put(name, b);
            case Long n -> object.put(name, n);
            case BigDecimal n -> object.put(name, n);
            case List<?> list -> {
                var array = object.putArray(name);
                for (var element : list) array.add(Item.text(element));
            }
            case java.time.Instant at -> object.put(name, at.toString());
            default -> object.put(name, Item.text(value));
        }
    }

    private static Cmdlet nothing() {
        return new Definition("Out-Null", "Shows nothing.")
                .example("Import-Csv users.csv | Enable-UMMailbox | Out-Null", "errors only")
                .taking(collecting((_, _) -> {}));
    }

    private record Gathered(List<Item> items, PrintWriter out) {}

    private static Cmdlet.Opening collecting(BiConsumer<Bound, Gathered> print) {
        return (bound, session, _) -> {
            var items = new ArrayList<Item>();
            return new Stage() {
                @Override
                public boolean accept(Item item) {
                    items.add(item);
                    return true;
                }

                @Override
                public void end() {
                    print.accept(bound, new Gathered(items, session.out()));
                }
            };
        };
    }
}
