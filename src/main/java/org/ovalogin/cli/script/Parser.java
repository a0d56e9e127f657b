package org.ovalogin.cli.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ovalogin.cli.script.CmdletCall.Argument;
import org.ovalogin.cli.script.ScriptToken.Kind;
import org.ovalogin.cli.terminal.ShellException;

/// Reads lines into pipelines of calls.
public final class Parser {
    private final TokenCursor tokens;

    private Parser(List<ScriptToken> tokens) {
        this.tokens = new TokenCursor(tokens);
    }

    /// The pipelines of a line or a script; none where it is empty.
    ///
    /// @throws ShellException of kind USAGE
    public static List<List<CmdletCall>> pipelines(String text) {
        var several = text.indexOf('\n') >= 0;
        var parser = new Parser(Lexer.tokens(text));
        try {
            return parser.statements();
        } catch (ShellException e) {
            throw several ? e.inLine(parser.tokens.peek().line()) : e;
        }
    }

    /// The condition that a text is, as in `-Filter "LockedOut -eq 'True'"`.
    public static Condition condition(String text) {
        return text.strip().startsWith("{") ? block(text) : block("{" + text + "\n}");
    }

    /// The condition that a text in braces is.
    public static Condition block(String text) {
        var tokens = new TokenCursor(Lexer.tokens(text.strip()));
        tokens.expect(Kind.OPEN_BRACE, "a condition");
        var condition = new ConditionParser(tokens).block();
        tokens.expect(Kind.END, "nothing more");
        return condition;
    }

    private List<List<CmdletCall>> statements() {
        var statements = new ArrayList<List<CmdletCall>>();
        while (true) {
            while (tokens.peek().is(Kind.END_OF_STATEMENT)) tokens.next();
            if (tokens.peek().is(Kind.END)) return statements;
            statements.add(pipeline());
        }
    }

    private List<CmdletCall> pipeline() {
        var calls = new ArrayList<CmdletCall>();
        calls.add(call());
        while (tokens.peek().is(Kind.PIPE)) {
            tokens.next();
            calls.add(call());
        }
        if (!tokens.peek().is(Kind.END) && !tokens.peek().is(Kind.END_OF_STATEMENT))
            throw unexpected(tokens.peek());
        return calls;
    }

    private CmdletCall call() {
        var first = tokens.peek();
        if (first.is(Kind.VARIABLE))
            throw tokens.error(
                    "a line begins with the name of a cmdlet, not with a variable",
                    "there are no variables but $true, $false, $null and, within braces, $_");
        if (!first.is(Kind.WORD))
            throw first.is(Kind.OPEN)
                    ? unexpected(first)
                    : tokens.error("the name of a cmdlet is missing", "Get-Help lists them");
        if (first.text().matches("(?i)%|foreach(-object)?"))
            throw tokens.error(
                    "there is no ForEach-Object here",
                    "pipe the objects straight into the cmdlet, as in Get-UMMailbox -State Locked | Set-UMMailboxPIN -LockedOut $false");
        tokens.next();
        var arguments = new ArrayList<Argument>();
        while (true) {
            var token = tokens.peek();
            if (token.is(Kind.PARAMETER)) {
                arguments.add(new Argument.Named(tokens.next().text(), false));
            } else if (token.is(Kind.PARAMETER_WITH_VALUE)) {
                arguments.add(new Argument.Named(tokens.next().text(), true));
                if (!tokens.peek().value())
                    throw tokens.error("no value follows the colon", "write -Parameter:value");
                arguments.add(new Argument.Given(value()));
            } else if (token.value()) {
                arguments.add(new Argument.Given(value()));
            } else {
                return new CmdletCall(first.text(), arguments, first.line());
            }
        }
    }

    private Value value() {
        var first = one();
        if (!tokens.peek().is(Kind.COMMA)) return first;
        var values = new ArrayList<Value>();
        values.add(first);
        while (tokens.peek().is(Kind.COMMA)) {
            tokens.next();
            if (!tokens.peek().value())
                throw tokens.error("no value follows the comma", "a list is written a,b");
            values.add(one());
        }
        return new Value.Many(values);
    }

    private Value one() {
        var token = tokens.next();
        return switch (token.kind()) {
            case OPEN_BRACE -> new Value.Block(new ConditionParser(tokens).block());
            case VARIABLE -> variable(token);
            default -> new Value.Text(token.text());
        };
    }

    private Value variable(ScriptToken token) {
        return switch (token.text().toLowerCase(Locale.ROOT)) {
            case "true" -> new Value.Truth(true);
            case "false" -> new Value.Truth(false);
            case "null" -> Value.NULL;
            default ->
                    throw tokens.error(
                            "there are no variables but $true, $false, $null and, within braces, $_",
                            "single quotes keep a $ as it is");
        };
    }

    private ShellException unexpected(ScriptToken token) {
        return switch (token.kind()) {
            case OPEN, CLOSE ->
                    tokens.error(
                            "parentheses are known within braces only",
                            "quote them where they are meant; a pipeline does what (…) does, as in Get-UMMailbox | Measure-Object");
            case CLOSE_BRACE -> tokens.error("a } without its {", "quote it where it is meant");
            default -> tokens.error("a comma without a value before it", "a list is written a,b");
        };
    }
}
