package org.ovalogin.core.csv;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.moving.Box;
import org.ovalogin.core.moving.BoxOwner;
import org.ovalogin.core.moving.BoxRemark;
import org.ovalogin.core.moving.OldPin;

/// Makes boxes of the rows of a CSV file.
public final class CsvReader {
    private static final String SEPARATORS = "[,;|]";

    /// The text that Export-Csv writes for a list: its type.
    private static final String TYPE = "(Microsoft\\.Exchange|System)\\..*";

    private final CsvPreset preset;
    private final CsvRows file;

    /// The context of rows that name none.
    private final String context;

    /// Names of users who are locked there, in lower case.
    private final Set<String> locked;

    private final List<String> warnings = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private int without;

    public CsvReader(CsvPreset preset, CsvRows file, String context, Set<String> locked) {
        this.preset = preset;
        this.file = file;
        this.context = context;
        this.locked = locked;
    }

    /// @throws CsvFault where the file lacks the column of the extensions
    public FoundBoxes read() {
        if (!file.has(preset.of(BoxField.EXTENSIONS)))
            throw new CsvFault(
                    CsvFault.Kind.NO_EXTENSIONS,
                    0,
                    String.join(" or ", preset.of(BoxField.EXTENSIONS)));
        var boxes = file.rows().stream().flatMap(row -> box(row).stream()).toList();
        if (without > 0)
            warnings.add(
                    without + (without == 1 ? " row" : " rows") + " without voice mail: left out");
        return new FoundBoxes(boxes, warnings, file.has(preset.of(BoxField.CONTEXT)));
    }

    private Optional<Box> box(CsvRow row) {
        if (file.has(preset.of(BoxField.ENABLED))
                && !text(row, BoxField.ENABLED).filter(BoxOptions::yes).isPresent()) {
            without++;
            return Optional.empty();
        }
        var numbers = numbers(row);
        if (numbers.isEmpty()) {
            warnings.add(row.where() + ": no extension, left out");
            return Optional.empty();
        }
        var options = new BoxOptions();
        text(row, BoxField.OPTIONS).ifPresent(options::read);
        text(row, BoxField.TIME_ZONE).ifPresent(zone -> options.set("tz", zone));
        var zone = options.text("tz").flatMap(TimeZone::named).map(TimeZone::name);
        var remarks = remarks(row, options);
        if (zone.isEmpty() && options.text("tz").isPresent())
            remarks.add(BoxRemark.TIME_ZONE_UNKNOWN);
        var own = text(row, BoxField.CONTEXT).orElse(context);
        if (!seen.add((numbers.getFirst() + "@" + own).toLowerCase(Locale.ROOT)))
            remarks.add(BoxRemark.OVERRIDDEN);
        var pin = text(row, BoxField.PIN).map(t -> OldPin.of(t.toCharArray()));
        return Optional.of(
                new Box(
                        own,
                        numbers,
                        owner(row, options, zone),
                        pin.orElseGet(OldPin::none),
                        remarks,
                        row.where()));
    }

    private BoxOwner owner(CsvRow row, BoxOptions options, Optional<String> zone) {
        var addresses = new ArrayList<>(list(row, BoxField.IDENTITY));
        addresses.addAll(list(row, BoxField.NOTIFY_ADDRESSES));
        return new BoxOwner(
                text(row, BoxField.NAME).orElse(""),
                addresses.stream().map(CsvReader::address).distinct().toList(),
                aliases(row, addresses),
                text(row, BoxField.LANGUAGE)
                        .map(code -> preset.languages().getOrDefault(code, code))
                        .or(() -> options.language()),
                zone);
    }

    private Set<BoxRemark> remarks(CsvRow row, BoxOptions options) {
        var remarks = EnumSet.noneOf(BoxRemark.class);
        remarks.addAll(options.remarks());
        var asks =
                !file.has(preset.of(BoxField.ASKS_PIN))
                        || text(row, BoxField.ASKS_PIN).filter(BoxOptions::yes).isPresent();
        if (!asks || text(row, BoxField.PINLESS).filter(BoxOptions::yes).isPresent())
            remarks.add(BoxRemark.NO_PIN_ASKED);
        if (text(row, BoxField.LOCKED).filter(BoxOptions::yes).isPresent() || lockedThere(row))
            remarks.add(BoxRemark.LOCKED_THERE);
        return remarks;
    }

    /// Exchange names a user in several ways.
    private boolean lockedThere(CsvRow row) {
        return List.of("Identity", "DisplayName", "SamAccountName", "PrimarySmtpAddress").stream()
                .map(column -> row.text(List.of(column)).orElse(""))
                .anyMatch(name -> locked.contains(name.toLowerCase(Locale.ROOT)));
    }

    private List<String> numbers(CsvRow row) {
        var cell = text(row, BoxField.EXTENSIONS).orElse("");
        if (cell.matches(TYPE)) throw new CsvFault(CsvFault.Kind.TYPE_NAME, row.line(), "");
        return BoxOptions.separated(cell.replaceAll("[{}]", ""), "[,;|\\s]+");
    }

    /// Exchange's list has a kind before each: `smtp:`, `EUM:`, `SIP:`.
    private List<String> aliases(CsvRow row, List<String> addresses) {
        return list(row, BoxField.ALIASES).stream()
                .filter(a -> !a.matches("(?i)(?!smtp:)[a-z0-9]+:.*|phone-context=.*|" + TYPE))
                .map(CsvReader::address)
                .filter(a -> addresses.stream().noneMatch(a::equalsIgnoreCase))
                .distinct()
                .toList();
    }

    private static String address(String written) {
        return written.replaceFirst("(?i)^smtp:", "");
    }

    private List<String> list(CsvRow row, BoxField field) {
        return BoxOptions.separated(text(row, field).orElse("").replaceAll("[{}]", ""), SEPARATORS);
    }

    private Optional<String> text(CsvRow row, BoxField field) {
        return row.text(preset.of(field));
    }
}
