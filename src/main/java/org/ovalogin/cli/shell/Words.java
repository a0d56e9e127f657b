package org.ovalogin.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.ovalogin.cli.language.CmdletCall;
import org.ovalogin.cli.language.CmdletCall.Argument;
import org.ovalogin.cli.language.Lexer;
import org.ovalogin.cli.language.Parser;
import org.ovalogin.cli.language.Value;
import org.ovalogin.cli.script.Binder;
import org.ovalogin.cli.terminal.ShellException;

/// Reads a line that the operating system's shell has split and unquoted. Quotes, commas and spaces
/// within a word are plain characters.
final class Words {
    /// Cmdlets whose values may be blocks.
    private static final Set<String> BLOCKS =
            Set.of(
                    "Where-Object",
                    "ForEach-Object",
                    "Select-Object",
                    "Sort-Object",
                    "Group-Object",
                    "Format-List",
                    "Format-Table");

    /// A block, or a list that ends with a calculated property.
    private static final Pattern BLOCK = Pattern.compile("\\s*(\\{|([^{}]*,\\s*)?@\\{)");

    private Words() {}

    /// @param words the first is a cmdlet's name; `|` and `;` by themselves divide
    /// @throws ShellException of kind USAGE
    static List<List<CmdletCall>> pipelines(List<String> words) {
        var pipelines = new ArrayList<List<CmdletCall>>();
        var pipeline = new ArrayList<CmdletCall>();
        var call = new ArrayList<String>();
        for (var word : words) {
            if (!word.equals("|") && !word.equals(";")) {
                call.add(word);
                continue;
            }
            pipeline.add(call(call));
            call.clear();
            if (word.equals(";")) {
                pipelines.add(List.copyOf(pipeline));
                pipeline.clear();
            }
        }
        if (!call.isEmpty() || !pipeline.isEmpty()) {
            pipeline.add(call(call));
            pipelines.add(List.copyOf(pipeline));
        }
        return pipelines;
    }

    private static CmdletCall call(List<String> words) {
        if (words.isEmpty())
            throw ShellException.usage("the name of a cmdlet is missing", "Get-Help lists them");
        var arguments = new ArrayList<Argument>();
        for (var word : words.subList(1, words.size())) {
            if (parameter(word)) named(word, arguments);
            else arguments.add(new Argument.Given(value(words.getFirst(), word)));
        }
        return new CmdletCall(words.getFirst(), List.copyOf(arguments), 1);
    }

    private static boolean parameter(String word) {
        return word.length() > 1
                && Lexer.dash(word.charAt(0))
                && (Character.isLetter(word.charAt(1)) || word.charAt(1) == '?');
    }

    private static void named(String word, List<Argument> arguments) {
        var colon = word.indexOf(':');
        if (colon < 0) {
            arguments.add(new Argument.Named(word.substring(1), false));
        } else {
            arguments.add(new Argument.Named(word.substring(1, colon), true));
            arguments.add(new Argument.Given(Binder.word(word.substring(colon + 1))));
        }
    }

    /// A word in braces with quotes of its own is a block where one is expected.
    private static Value value(String cmdlet, String word) {
        return BLOCK.matcher(word).lookingAt() && BLOCKS.contains(Cmdlets.named(cmdlet).name())
                ? Parser.value(cmdlet, word)
                : Binder.word(word);
    }
}
