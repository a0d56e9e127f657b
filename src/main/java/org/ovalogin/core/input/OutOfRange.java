package org.ovalogin.core.input;

import java.util.List;
import java.util.stream.Collectors;

/// A setting outside its range, or several. The message names parameter, value found and range.
public final class OutOfRange extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String parameter;
    private final String found;
    private final String allowed;
    private final transient List<OutOfRange> others;

    /// @param parameter Exchange's name
    public OutOfRange(String parameter, Object found, String allowed) {
        super("%s is %s, allowed: %s".formatted(parameter, found, allowed));
        this.parameter = parameter;
        this.found = found.toString();
        this.allowed = allowed;
        this.others = List.of();
    }

    private OutOfRange(List<OutOfRange> all) {
        super(all.stream().map(OutOfRange::getMessage).collect(Collectors.joining("; ")));
        var first = all.getFirst();
        this.parameter = first.parameter;
        this.found = first.found;
        this.allowed = first.allowed;
        this.others = List.copyOf(all.subList(1, all.size()));
    }

    /// @param all at least one
    public static OutOfRange of(List<OutOfRange> all) {
        return all.size() == 1 ? all.getFirst() : new OutOfRange(all);
    }

    public String parameter() {
        return parameter;
    }

    public String found() {
        return found;
    }

    public String allowed() {
        return allowed;
    }

    /// The further settings outside their ranges.
    public List<OutOfRange> others() {
        return others;
    }
}
