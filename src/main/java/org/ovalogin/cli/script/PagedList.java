package org.ovalogin.cli.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.ovalogin.cli.client.Request;

/// Reads a list from the server, page by page.
///
/// @param cursor the query parameter that takes `next` of the page before
public record PagedList(ShellSession session, Request request, String cursor) {
    private static final int PAGE = 1000;

    /// Default of `-ResultSize`, as in Exchange.
    private static final long USUAL = 1000;

    /// The wanted number of objects.
    public static long size(Bound bound) {
        return bound.unlimited("ResultSize")
                ? Long.MAX_VALUE
                : bound.number("ResultSize").orElse(USUAL);
    }

    /// Reads all pages before the first object is taken: changing it could shift the pages.
    ///
    /// @param take says whether it wants more
    /// @param size ends with a warning where there are more
    public void each(long size, Predicate<JsonNode> take) {
        for (var item : read(size)) if (!take.test(item)) return;
    }

    /// The same for the fitting objects alone.
    public void each(long size, Predicate<JsonNode> fits, Predicate<JsonNode> take) {
        var found = read(Long.MAX_VALUE).stream().filter(fits).limit(beyond(size)).toList();
        for (var item : found.subList(0, (int) Math.min(size, found.size())))
            if (!take.test(item)) return;
        if (found.size() > size) tellOfMore(size);
    }

    private static long beyond(long size) {
        return size == Long.MAX_VALUE ? size : size + 1;
    }

    public PagedList query(String name, String value) {
        return new PagedList(session, request.query(name, value), cursor);
    }

    private void tellOfMore(long size) {
        session.warn(
                "there are more than these %d; -ResultSize Unlimited gives all".formatted(size));
    }

    private List<JsonNode> read(long size) {
        var all = new ArrayList<JsonNode>();
        var next = "";
        while (all.size() < size) {
            var page = request.query("limit", String.valueOf(Math.min(PAGE, size - all.size())));
            if (!next.isEmpty()) page = page.query(cursor, next);
            var answer = session.rest().send(page);
            for (var item : answer.path("items")) if (all.size() < size) all.add(item);
            var before = next;
            next = answer.path("next").isNull() ? "" : answer.path("next").asText("");
            if (next.isEmpty() || next.equals(before)) return all;
        }
        tellOfMore(size);
        return all;
    }
}
