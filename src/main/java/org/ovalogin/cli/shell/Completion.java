package org.ovalogin.cli.shell;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.Parameter;
import org.ovalogin.cli.script.Parameter.Kind;
import org.ovalogin.cli.terminal.ShellException;

/// Completes cmdlets, their parameters, and values from a short list with the Tab key.
final class Completion implements Completer {
    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        var before = line.words().subList(0, line.wordIndex());
        offers(before, line.word()).map(Candidate::new).forEach(candidates::add);
    }

    /// @param before the words before the one that is to be completed
    static Stream<String> offers(List<String> before, String word) {
        var start = Stream.of("|", ";", "{").mapToInt(before::lastIndexOf).max().orElse(-1) + 1;
        var call = before.subList(start, before.size());
        if (call.isEmpty()) return beginning(word, Cmdlets.all().stream().map(Cmdlet::name));
        var cmdlet = Cmdlets.all().stream().filter(c -> c.called(call.getFirst())).findFirst();
        if (cmdlet.isEmpty()) return Stream.empty();
        if (word.startsWith("-"))
            return beginning(
                    word,
                    cmdlet.get().parameters().stream()
                            .filter(p -> !p.ignored())
                            .map(p -> "-" + p.name()));
        if (cmdlet.get().name().equals("Get-Help") && call.size() == 1)
            return beginning(word, Cmdlets.all().stream().map(Cmdlet::name));
        return beginning(word, values(cmdlet.get(), call.getLast()));
    }

    private static Stream<String> values(Cmdlet cmdlet, String last) {
        if (!last.startsWith("-")) return Stream.empty();
        return parameter(cmdlet, last.substring(1)).stream()
                .flatMap(
                        p ->
                                p.kind() == Kind.TRUTH
                                        ? Stream.of("$true", "$false")
                                        : p.choices().stream());
    }

    private static Optional<Parameter> parameter(Cmdlet cmdlet, String typed) {
        try {
            return Optional.of(cmdlet.parameter(typed));
        } catch (ShellException _) {
            return Optional.empty();
        }
    }

    private static Stream<String> beginning(String typed, Stream<String> offers) {
        return offers.filter(o -> o.regionMatches(true, 0, typed, 0, typed.length()));
    }
}
