package org.ovalogin.cli.cmdlets;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

/// `Select-Object`
final class SelectObject {
    private SelectObject() {}

    static Cmdlet cmdlet() {
        return new Definition("Select-Object", "Takes some of the objects, or of their properties.")
                .also("select")
                .with(
                        Parameter.of("Property", Kind.PROPERTIES, "names, with * and ?").first(),
                        Parameter.of("First", Kind.NUMBER, "that many from the beginning"),
                        Parameter.of("Last", Kind.NUMBER, "that many from the end"),
                        Parameter.of("Skip", Kind.NUMBER, "all but that many"),
                        Parameter.of("Unique", Kind.SWITCH, "the same values once"),
                        Parameter.of(
                                "ExpandProperty", Kind.TEXT, "only the values of this property"))
                .example(
                        "Get-UMMailbox | Select-Object DisplayName,Extensions -First 10",
                        "the first ten")
                .example("Get-UMMailbox | Select-Object -ExpandProperty Identity", "addresses only")
                .example(
                        "Get-UMMailbox | Select-Object DisplayName,@{Name='Ext';Expression={$_.Extensions}}",
                        "a property under another name")
                .example(
                        "Get-UMMailbox | Select-Object Language -Unique",
                        "the languages that occur")
                .taking(
                        (bound, session, next) -> {
                            if (bound.has("Last") && (bound.has("First") || bound.has("Skip")))
                                throw ShellException.usage(
                                        "-Last goes with neither -First nor -Skip", "");
                            return new Selecting(bound, next);
                        });
    }

    private static final class Selecting extends Passing {
        private final Bound bound;
        private final Optional<Long> last;
        private final ArrayDeque<Item> latest = new ArrayDeque<>();
        private final Set<List<String>> given = new HashSet<>();
        private long left;
        private long skip;

        Selecting(Bound bound, Stage next) {
            super(next);
            this.bound = bound;
            this.last = bound.number("Last");
            this.left = bound.number("First").orElse(Long.MAX_VALUE);
            this.skip = bound.number("Skip").orElse(0L);
        }

        @Override
        public boolean accept(Item item) {
            if (last.isPresent()) {
                latest.add(item);
                if (latest.size() > last.get()) latest.remove();
                return true;
            }
            if (skip > 0) {
                skip--;
                return true;
            }
            return left-- > 0 && give(item) && left > 0;
        }

        @Override
        public void end() {
            for (var item : latest) if (!give(item)) break;
            super.end();
        }

        private boolean give(Item item) {
            var expanded = bound.text("ExpandProperty");
            if (expanded.isPresent()) {
                for (var one : parts(item.property(expanded.get())))
                    if (!pass(one instanceof Item i ? i : Item.ofText(Item.text(one))))
                        return false;
                return true;
            }
            var selections = bound.selections("Property");
            return pass(selections.isEmpty() ? item : Selection.asked(item, selections));
        }

        private static Collection<?> parts(@Nullable Object value) {
            return value instanceof List<?> list ? list : List.of(Item.text(value));
        }

        private boolean pass(Item item) {
            return (bound.on("Unique") && !given.add(values(item))) || next.accept(item);
        }

        private static List<String> values(Item item) {
            return item.properties().values().stream().map(Item::text).toList();
        }
    }
}
