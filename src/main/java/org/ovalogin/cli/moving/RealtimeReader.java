package org.ovalogin.cli.moving;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.core.csv.BoxOptions;
import org.ovalogin.core.csv.FoundBoxes;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.moving.Box;
import org.ovalogin.core.moving.BoxOwner;
import org.ovalogin.core.moving.BoxRemark;
import org.ovalogin.core.moving.OldPin;
import org.ovalogin.core.moving.RealtimeTable;

/// Makes boxes of a realtime table, and an SQL file that closes them. Tables differ from site to
/// site: only `mailbox` and `password` are certain.
final class RealtimeReader {
    private static final String PASSWORD = "password";
    private static final String SECRET = "secret";
    private static final String VM_SECRET = "vmsecret";

    private final RealtimeTable table;
    private final Set<String> seen = new HashSet<>();

    /// @throws ShellException where a column is missing
    RealtimeReader(RealtimeTable table) {
        this.table = table;
        for (var column : List.of("mailbox", PASSWORD))
            if (!table.columns().contains(column))
                throw ShellException.failed(
                        "the table %s has no column %s".formatted(table.name(), column),
                        "--table names Asterisk's own, as extconfig.conf has it");
    }

    String table() {
        return table.name();
    }

    FoundBoxes read() {
        return new FoundBoxes(table.rows().stream().map(this::box).toList(), List.of(), true);
    }

    private Box box(List<String> row) {
        var context = cell(row, "context").orElse("default");
        var number = cell(row, "mailbox").orElse("");
        var options = new BoxOptions();
        for (var i = 0; i < row.size(); i++)
            if (!row.get(i).isEmpty()) options.set(table.columns().get(i), row.get(i));
        var zone = options.text("tz").flatMap(TimeZone::named).map(TimeZone::name);
        var remarks = options.remarks();
        if (zone.isEmpty() && options.text("tz").isPresent())
            remarks.add(BoxRemark.TIME_ZONE_UNKNOWN);
        if (!seen.add((number + "@" + context).toLowerCase(Locale.ROOT)))
            remarks.add(BoxRemark.OVERRIDDEN);
        var pin = OldPin.of(password(row).toCharArray());
        if (pin.unchangeable()) remarks.add(BoxRemark.UNCHANGEABLE);
        return new Box(
                context,
                List.of(number),
                new BoxOwner(
                        cell(row, "fullname").orElse(""),
                        BoxOptions.separated(cell(row, "email").orElse(""), "\\|"),
                        List.of(),
                        options.language(),
                        zone),
                pin,
                remarks,
                "%s %s@%s".formatted(table.name(), number, context));
    }

    private Optional<String> cell(List<String> row, String column) {
        var at = table.columns().indexOf(column);
        return at < 0 ? Optional.empty() : Optional.of(row.get(at)).filter(t -> !t.isEmpty());
    }

    /// `vmsecret` beats the others; of these the first counts, except one that begins with a star.
    private String password(List<String> row) {
        return cell(row, VM_SECRET)
                .or(
                        () ->
                                table.columns().stream()
                                        .filter(c -> c.equals(PASSWORD) || c.equals(SECRET))
                                        .flatMap(c -> cell(row, c).stream())
                                        .filter(p -> !p.startsWith("*"))
                                        .findFirst())
                .orElse("");
    }

    /// After these statements no box of the table opens.
    String closingSql() {
        var sql = new StringBuilder();
        sql.append("-- No box of the table ")
                .append(table.name())
                .append(" opens by telephone after this. Keep a copy of the table first.\n");
        for (var column : List.of(PASSWORD, VM_SECRET))
            if (table.columns().contains(column))
                sql.append("UPDATE ")
                        .append(table.name())
                        .append(" SET ")
                        .append(column)
                        .append(" = '")
                        .append(ClosedCopy.PASSWORD)
                        .append("';\n");
        return sql.toString();
    }

    /// Boxes that would still open: `secret` is the telephone's password, too, and stays.
    List<String> open() {
        var columns = table.columns();
        var secret = columns.indexOf(SECRET);
        if (columns.contains(VM_SECRET) || secret < 0 || secret > columns.indexOf(PASSWORD))
            return List.of();
        var open = new ArrayList<String>();
        for (var row : table.rows())
            cell(row, SECRET)
                    .ifPresent(
                            _ ->
                                    open.add(
                                            "%s %s: the box stays open by its secret; add a column vmsecret to the table"
                                                    .formatted(
                                                            table.name(),
                                                            cell(row, "mailbox").orElse(""))));
        return open;
    }
}
