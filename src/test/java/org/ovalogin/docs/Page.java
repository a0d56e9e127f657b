package org.ovalogin.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A document in Markdown, as far as our own ones use it.
public record Page(Path path, List<String> lines) {
    private static final String FENCE = "```";
    private static final Pattern HEADING = Pattern.compile("#{1,6} (.+)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CELLS = Pattern.compile("(?<!\\\\)\\|");

    static Page read(Path path) {
        try {
            return new Page(path, Files.readAllLines(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws IllegalStateException when a block is not closed
    public List<Fence> fences() {
        var fences = new ArrayList<Fence>();
        for (var i = 0; i < lines.size(); i++) {
            var opening = lines.get(i);
            if (!opening.strip().startsWith(FENCE)) continue;
            var indent = opening.indexOf(FENCE);
            var from = i + 1;
            do i++;
            while (i < lines.size() && !lines.get(i).strip().equals(FENCE));
            if (i == lines.size())
                throw new IllegalStateException("no end of " + path + ":" + from);
            var inside = lines.subList(from, i).stream().map(l -> outdented(l, indent)).toList();
            var info = opening.strip().substring(FENCE.length()).strip();
            fences.add(new Fence(path + ":" + from, info, inside));
        }
        return fences;
    }

    private static String outdented(String line, int indent) {
        return line.substring(Math.min(indent, line.length() - line.stripLeading().length()));
    }

    /// The lines outside of blocks.
    public List<String> prose() {
        var prose = new ArrayList<String>();
        var inside = false;
        for (var line : lines) {
            if (line.strip().startsWith(FENCE)) inside = !inside;
            else if (!inside) prose.add(line);
        }
        return prose;
    }

    /// What is set as code within the prose; it may go over the end of a line.
    public List<String> code() {
        return CODE.matcher(String.join("\n", prose()))
                .results()
                .map(found -> found.group(1).replace('\n', ' '))
                .toList();
    }

    /// What links of the page, or of another one, can lead to: headings as GitHub names them.
    Set<String> anchors() {
        return prose().stream()
                .map(HEADING::matcher)
                .filter(heading -> heading.matches())
                .map(heading -> anchor(heading.group(1)))
                .collect(Collectors.toSet());
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    /// The rows of all tables whose header begins with these cells, cell by cell, without the
    /// header.
    public List<List<String>> table(String... header) {
        var rows = new ArrayList<List<String>>();
        var inside = false;
        for (var line : prose()) {
            var cells = cells(line);
            if (cells.isEmpty()) inside = false;
            else if (startsWith(cells, header)) inside = true;
            else if (inside && !cells.getFirst().matches("-+")) rows.add(cells);
        }
        return rows;
    }

    private static boolean startsWith(List<String> cells, String... header) {
        return cells.size() >= header.length
                && cells.subList(0, header.length).equals(List.of(header));
    }

    private static List<String> cells(String line) {
        if (!line.startsWith("|") || !line.endsWith("|")) return List.of();
        return CELLS.splitAsStream(line.substring(1, line.length() - 1))
                .map(String::strip)
                .toList();
    }

    /// What is set as code in a cell.
    public static List<String> codeIn(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    /// All matches in the prose, each line by itself.
    List<MatchResult> find(Pattern pattern) {
        return prose().stream().flatMap(line -> pattern.matcher(line).results()).toList();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
