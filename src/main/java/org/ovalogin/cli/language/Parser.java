package org.ovalogin.cli.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ovalogin.cli.language.CmdletCall.Argument;
import org.ovalogin.cli.language.ScriptToken.Kind;
import org.ovalogin.cli.terminal.ShellException;

/// Reads lines into pipelines of calls.
public final class Parser {
    private final TokenCursor tokens;
    private final ValueParser values;

    private Parser(TokenCursor tokens) {
        this.tokens = tokens;
        values = new ValueParser(tokens);
    }

    /// The pipelines of a line or a script; none where it is empty.
    ///
    /// @throws ShellException of kind USAGE
    public static List<List<CmdletCall>> pipelines(String text) {
        ForeignLines.refuse(text);
        var several = text.indexOf('\n') >= 0;
        var parser = new Parser(new TokenCursor(Lexer.tokens(text)));
        try {
            return parser.script();
        } catch (ShellException e) {
            throw several ? e.inLine(parser.tokens.peek().line()) : e;
        }
    }

    /// The condition that a text is, as in `-Filter "LockedOut -eq 'True'"`.
    public static Condition condition(String text) {
        return text.strip().startsWith("{") ? block(text) : block("{" + text + "\n}");
    }

    private static Condition block(String text) {
        return whole(
                text,
                tokens -> {
                    tokens.expect(Kind.OPEN_BRACE, "a condition");
                    return new ConditionParser(tokens).block();
                });
    }

    /// The value that a text in braces is for a cmdlet: a condition, pipelines, or a calculated
    /// property.
    ///
    /// @param cmdlet its name as it was typed
    public static Value value(String cmdlet, String text) {
        return whole(text, tokens -> new Parser(tokens).value(forEach(cmdlet)));
    }

    private static <T> T whole(String text, Function<TokenCursor, T> reading) {
        var tokens = new TokenCursor(Lexer.tokens(text.strip()));
        var read = reading.apply(tokens);
        tokens.expect(Kind.END, "nothing more");
        return read;
    }

    private static boolean forEach(String cmdlet) {
        return cmdlet.matches("(?i)%|foreach(-object)?");
    }

    private List<List<CmdletCall>> script() {
        var pipelines = new ArrayList<List<CmdletCall>>();
        while (true) {
            tokens.skipEnds();
            if (tokens.peek().is(Kind.END)) return pipelines;
            pipelines.add(pipeline(false));
        }
    }

    /// The pipelines up to and including the closing brace; the opening one is read already.
    private Value.Script body() {
        tokens.enterBody();
        var pipelines = new ArrayList<List<CmdletCall>>();
        while (true) {
            tokens.skipEnds();
            if (tokens.peek().is(Kind.END)) throw tokens.error("a { without its }", "");
            if (tokens.skipped(Kind.CLOSE_BRACE)) break;
            pipelines.add(pipeline(true));
        }
        if (pipelines.isEmpty())
            throw tokens.error("there is nothing between the braces", ValueParser.BODY);
        tokens.leaveBody();
        return new Value.Script(List.copyOf(pipelines));
    }

    private List<CmdletCall> pipeline(boolean inBody) {
        var calls = new ArrayList<CmdletCall>();
        calls.add(inBody && begins(tokens.peek()) ? output() : call());
        while (tokens.skipped(Kind.PIPE)) calls.add(call());
        if (!ends(tokens.peek(), inBody)) throw unexpected(tokens.peek());
        return List.copyOf(calls);
    }

    /// Whether it is a value that begins a pipeline.
    private static boolean begins(ScriptToken token) {
        return token.is(Kind.VARIABLE) || token.is(Kind.STRING) || !token.parts().isEmpty();
    }

    private static boolean ends(ScriptToken token, boolean inBody) {
        return switch (token.kind()) {
            case END, END_OF_STATEMENT -> true;
            case NEW_LINE, CLOSE_BRACE -> inBody;
            default -> false;
        };
    }

    private CmdletCall output() {
        var line = tokens.peek().line();
        var value = new Argument.Given(value(false));
        return new CmdletCall(CmdletCall.WRITE_OUTPUT, List.of(value), line);
    }

    private CmdletCall call() {
        var first = tokens.peek();
        if (first.is(Kind.VARIABLE))
            throw tokens.error(
                    "a line begins with the name of a cmdlet, not with a variable",
                    "there are no variables but $true, $false, $null and, within braces, $_");
        if (!first.is(Kind.WORD) || first.text().isEmpty())
            throw first.is(Kind.OPEN)
                    ? unexpected(first)
                    : tokens.error("the name of a cmdlet is missing", "Get-Help lists them");
        tokens.next();
        return new CmdletCall(first.text(), arguments(forEach(first.text())), first.line());
    }

    private List<Argument> arguments(boolean forEach) {
        var arguments = new ArrayList<Argument>();
        while (true) {
            var token = tokens.peek();
            if (token.is(Kind.PARAMETER)) {
                arguments.add(new Argument.Named(tokens.next().text(), false));
            } else if (token.is(Kind.PARAMETER_WITH_VALUE)) {
                arguments.add(new Argument.Named(tokens.next().text(), true));
                if (!tokens.peek().value())
                    throw tokens.error("no value follows the colon", "write -Parameter:value");
                arguments.add(new Argument.Given(value(forEach)));
            } else if (token.value()) {
                arguments.add(new Argument.Given(value(forEach)));
            } else {
                return List.copyOf(arguments);
            }
        }
    }

    /// @param forEach whether braces hold pipelines
    private Value value(boolean forEach) {
        if (forEach && tokens.skipped(Kind.OPEN_BRACE)) return body();
        return values.value();
    }

    private ShellException unexpected(ScriptToken token) {
        return switch (token.kind()) {
            case OPEN, CLOSE, OPEN_LIST ->
                    tokens.error(
                            "parentheses are known within braces only",
                            "quote them where they are meant; a pipeline does what (…) does, as in Get-UMMailbox | Measure-Object");
            case CLOSE_BRACE -> tokens.error("a } without its {", "quote it where it is meant");
            case NOT -> tokens.error("a ! without a condition", "quote it where it is meant");
            case COMMA ->
                    tokens.error("a comma without a value before it", "a list is written a,b");
            default -> tokens.error("something else was expected", "Get-Help has examples");
        };
    }
}
