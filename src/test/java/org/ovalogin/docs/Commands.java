package org.ovalogin.docs;

import java.util.List;
import java.util.stream.Stream;

/// The command lines of the documents.
public final class Commands {
    private static final String OVA = "./ova ";

    private Commands() {}

    /// @param place page and line
    /// @param arguments after `./ova`
    public record Command(String place, List<String> arguments) {
        @Override
        public String toString() {
            return place + " ./ova " + String.join(" ", arguments);
        }
    }

    /// The command lines of a block: all its lines, or those behind a prompt.
    static List<String> lines(Fence fence) {
        return fence.info().equals("console")
                ? fence.lines().stream()
                        .filter(line -> line.startsWith("$ "))
                        .map(line -> line.substring(2))
                        .toList()
                : fence.lines();
    }

    static Stream<Fence> fences() {
        return Stream.concat(Manual.fences("sh").stream(), Manual.fences("console").stream());
    }

    /// Every call of `./ova` in a block.
    public static List<Command> inBlocks() {
        return fences().flatMap(
                        fence ->
                                lines(fence).stream()
                                        .filter(line -> line.startsWith(OVA))
                                        .map(line -> command(fence.place(), line)))
                .toList();
    }

    /// Every call of `./ova` within the prose, some of which leave out what may be anything.
    static List<Command> inProse() {
        return Manual.pages().stream()
                .flatMap(
                        page ->
                                page.code().stream()
                                        .filter(code -> code.startsWith(OVA))
                                        .filter(code -> !code.contains("…"))
                                        .map(code -> command(page.toString(), code)))
                .toList();
    }

    private static Command command(String place, String line) {
        return new Command(place, Words.of(line.substring(OVA.length())));
    }
}
