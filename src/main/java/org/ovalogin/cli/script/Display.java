package org.ovalogin.cli.script;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ovalogin.cli.terminal.Quote;

/// The end of a pipeline that says nothing of how its objects look: one is a list of everything,
/// several are a table of what is asked for most.
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

    /// A line each, without columns: nobody knows how wide those to come will be.
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
        if (items.size() == 1) new Sheet(out).print(items.getFirst(), List.of());
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

    /// What of the properties a table has where nobody says; a PIN that was generated always, since
    /// it is shown once.
    public static List<String> columns(Item.Type type, List<String> properties) {
        var usual = COLUMNS.getOrDefault(type, properties);
        if (!properties.containsAll(usual)) return properties;
        var columns = new ArrayList<>(usual);
        if (properties.contains(UmObjects.GENERATED_PIN)
                && !columns.contains(UmObjects.GENERATED_PIN)) columns.add(UmObjects.GENERATED_PIN);
        return columns;
    }
}
