package org.ovalogin.cli.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        var read = read(size);
        for (var item : read.items()) if (!take.test(item)) return;
        if (read.extent().equals("capped"))
            session.warn(
                    "the search ended after %d mailboxes, and more match; a longer text finds fewer"
                            .formatted(read.items().size()));
        if (read.extent().equals("unprepared"))
            session.warn(
                    "mailboxes are being prepared for searches, so some may be missing; try again in some minutes");
    }

    /// @param extent as the server says it; `complete` if it says nothing
    private record Read(List<JsonNode> items, String extent) {}

    /// The same for the fitting objects alone.
    ///
    /// @param search narrows the list; left out if the server's search ends before its last match
    public void each(
            long size,
            Optional<String> search,
            Predicate<JsonNode> fits,
            Predicate<JsonNode> take) {
        var narrowed =
                search.map(text -> query("search", text).read(Long.MAX_VALUE))
                        .filter(read -> read.extent().equals("complete"))
                        .orElseGet(() -> read(Long.MAX_VALUE));
        var found = narrowed.items().stream().filter(fits).limit(beyond(size)).toList();
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

    private Read read(long size) {
        var all = new ArrayList<JsonNode>();
        var next = "";
        var extent = "complete";
        while (all.size() < size) {
            var page = request.query("limit", String.valueOf(Math.min(PAGE, size - all.size())));
            if (!next.isEmpty()) page = page.query(cursor, next);
            var answer = session.rest().send(page);
            for (var item : answer.path("items")) if (all.size() < size) all.add(item);
            extent = answer.path("extent").asText(extent);
            var before = next;
            next = answer.path("next").isNull() ? "" : answer.path("next").asText("");
            if (next.isEmpty() || next.equals(before)) return new Read(all, extent);
        }
        tellOfMore(size);
        return new Read(all, "complete");
    }
}
