package org.ovalogin.cli.cmdlets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.language.Selection;
import org.ovalogin.cli.script.Bound;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.Definition;
import org.ovalogin.cli.script.Parameter;
import org.ovalogin.cli.script.Parameter.Kind;
import org.ovalogin.cli.script.Stage;
import org.ovalogin.cli.terminal.ShellException;

/// `Group-Object`
final class GroupObject {
    private GroupObject() {}

    static Cmdlet cmdlet() {
        return new Definition("Group-Object", "Counts the objects of each value of a property.")
                .also("group")
                .with(
                        Parameter.of("Property", Kind.PROPERTIES, "by these").first().needed(),
                        Parameter.of("NoElement", Kind.SWITCH, "leaves the objects out"))
                .example(
                        "Get-UMMailbox -ResultSize Unlimited | Group-Object UMDialPlan -NoElement",
                        "how many each dial plan has")
                .taking(
                        (bound, session, next) -> {
                            if (bound.selections("Property").isEmpty())
                                throw ShellException.usage(
                                        "-Property is missing", "as in Group-Object UMDialPlan");
                            return new Grouping(bound, next);
                        });
    }

    private static final class Grouping implements Stage {
        private final Bound bound;
        private final Stage next;
        private final Map<Item, List<Item>> groups;

        Grouping(Bound bound, Stage next) {
            this.bound = bound;
            this.next = next;
            groups = new TreeMap<>(SortObject.by(bound.selections("Property")));
        }

        @Override
        public boolean accept(Item item) {
            groups.computeIfAbsent(item, _ -> new ArrayList<>()).add(item);
            return true;
        }

        @Override
        public void end() {
            for (var group : groups.values()) if (!next.accept(shown(group))) break;
            next.end();
        }

        private Item shown(List<Item> group) {
            var properties = new LinkedHashMap<String, @Nullable Object>();
            properties.put("Count", (long) group.size());
            properties.put(
                    "Name",
                    bound.selections("Property").stream()
                            .map(p -> Item.text(Selection.value(group.getFirst(), p)))
                            .collect(Collectors.joining(", ")));
            if (!bound.on("NoElement")) properties.put("Group", List.copyOf(group));
            return Item.of(Item.Type.OTHER, properties);
        }
    }
}
