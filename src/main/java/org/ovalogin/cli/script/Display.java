package org.ovalogin.cli.script;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.terminal.Quote;

/// Shows the objects of a pipeline that names no format: one as a list of all properties, several
/// as a table of the usual ones.
public final class Display implements Stage {
    private static final Map<Item.Type, List<String>> COLUMNS =
            Map.of(
                    Item.Type.MAILBOX,
                    List.of(
                            "Identity",
                            "DisplayName",
                            "Extensions",
                            "UMDialPlan",
                            "UMMailboxPolicy",
                            "LockedOut",
                            "PinExpired"),
                    Item.Type.PIN,
                    List.of(
                            "UserID",
                            "PinExpired",
                            "FirstTimeUser",
                            "LockedOut",
                            "LockReason",
                            "FailedLogons",
                            "LastLogon"),
                    Item.Type.POLICY,
                    List.of(
                            "Name",
                            "UMDialPlan",
                            "MinPINLength",
                            "PINLifetime",
                            "LogonFailuresBeforePINReset",
                            "MaxLogonAttempts"),
                    Item.Type.DIAL_PLAN,
                    List.of(
                            "Name",
                            "NumberOfDigitsInExtension",
                            "AccessTelephoneNumbers",
                            "DefaultLanguage",
                            "OperatorExtension"),
                    Item.Type.EVENT,
                    List.of(
                            "At",
                            "Name",
                            "Result",
                            "UMDialPlan",
                            "Mailbox",
                            "By",
                            "From",
                            "Count"));

    private final PrintWriter out;
    private final List<Item> items = new ArrayList<>();

    public Display(PrintWriter out) {
        this.out = out;
    }

    @Override
    public boolean accept(Item item) {
        if (item.type() == Item.Type.TEXT) {
            end();
            out.println(Quote.printable(Item.text(item.itself())));
        } else {
            if (!items.isEmpty() && !alike(items.getFirst(), item)) end();
            items.add(item);
        }
        return true;
    }

    /// One line each, without columns: the widths of later objects are not known.
    @Override
    public void show() {
        for (var item : items)
            out.println(
                    columns().stream()
                            .map(c -> Quote.printable(Item.text(item.properties().get(c))))
                            .filter(text -> !text.isEmpty())
                            .collect(Collectors.joining("  ")));
        items.clear();
        out.flush();
    }

    @Override
    public void end() {
        if (items.size() == 1) new Sheet(out).print(items.getFirst());
        else if (items.size() > 1) new TextTable(out, true).print(items, columns());
        items.clear();
        out.flush();
    }

    private static boolean alike(Item one, Item other) {
        return one.type() == other.type()
                && (COLUMNS.containsKey(one.type())
                        || one.properties().keySet().equals(other.properties().keySet()));
    }

    private List<String> columns() {
        var all = new LinkedHashSet<String>();
        for (var item : items) all.addAll(item.properties().keySet());
        return columns(items.getFirst().type(), List.copyOf(all));
    }

    /// The usual columns of a table, always with a generated PIN, which is shown once.
    public static List<String> columns(Item.Type type, List<String> properties) {
        var usual = COLUMNS.getOrDefault(type, properties);
        if (!properties.containsAll(usual)) return properties;
        var columns = new ArrayList<>(usual);
        if (properties.contains(UmObjects.GENERATED_PIN)
                && !columns.contains(UmObjects.GENERATED_PIN)) columns.add(UmObjects.GENERATED_PIN);
        return columns;
    }
}
