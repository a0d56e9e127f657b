package org.ovalogin.cli.language;

import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.language.ScriptToken.Kind;
import org.ovalogin.cli.terminal.ShellException;

/// Reads the values of parameters.
public final class ValueParser {
    /// The form of a block, for hints.
    public static final String BODY =
            "as in ForEach-Object { Set-UMMailboxPIN -Identity $_.Email }, with ; between several pipelines";

    private static final String TABLE = "as in @{Name='Ext'; Expression={$_.Extensions}}";

    private final TokenCursor tokens;

    ValueParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    Value value() {
        var first = one();
        if (!tokens.peek().is(Kind.COMMA)) return first;
        var values = new ArrayList<Value>();
        values.add(first);
        while (tokens.skipped(Kind.COMMA)) {
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
            case OPEN_TABLE -> table();
            case VARIABLE -> variable(token);
            default ->
                    token.parts().isEmpty()
                            ? new Value.Text(token.text())
                            : new Value.Of(new Operand.Template(token.parts()));
        };
    }

    private Value variable(ScriptToken token) {
        return switch (Operand.ofVariable(token.text()).orElse(null)) {
            case Operand.Constant(Boolean truth) -> new Value.Truth(truth);
            case Operand.Constant _ -> new Value.Nothing();
            case Operand operand when tokens.inBody() -> new Value.Of(operand);
            case null, default ->
                    throw tokens.error(
                            "there are no variables but $true, $false, $null and, within braces, $_",
                            "single quotes keep a $ as it is");
        };
    }

    /// A calculated property, up to and including the closing brace.
    private Value table() {
        String name = null;
        Operand operand = null;
        while (true) {
            tokens.skipEnds();
            if (tokens.skipped(Kind.CLOSE_BRACE)) return calculated(name, operand);
            var key = tokens.peek().text().toLowerCase(Locale.ROOT);
            switch (key) {
                case "n", "name", "l", "label" -> {
                    if (name != null) throw unknownTable();
                    name = text(key);
                }
                case "e", "expression" -> {
                    if (operand != null) throw unknownTable();
                    operand = expression();
                }
                default -> throw unknownTable();
            }
        }
    }

    private String text(String key) {
        equals();
        var token = tokens.next();
        if ((token.is(Kind.WORD) || token.is(Kind.STRING)) && token.parts().isEmpty())
            return token.text();
        throw tokens.error("a text was expected after " + key + "=", TABLE);
    }

    private Operand expression() {
        equals();
        if (tokens.skipped(Kind.OPEN_BRACE)) return new ConditionParser(tokens).expression();
        var token = tokens.next();
        if (token.is(Kind.WORD) || token.is(Kind.STRING)) return new Operand.Property(token.text());
        throw tokens.error("a block was expected after Expression=", TABLE);
    }

    private void equals() {
        tokens.next();
        if (!tokens.skipped(Kind.EQUALS)) throw unknownTable();
    }

    private Value calculated(@Nullable String name, @Nullable Operand operand) {
        if (operand == null) throw unknownTable();
        if (name == null && operand instanceof Operand.Property(var property))
            return new Value.Calculated(property, operand);
        if (name == null) throw tokens.error("Name= is missing", TABLE);
        return new Value.Calculated(name, operand);
    }

    private ShellException unknownTable() {
        return tokens.error(
                "'@{' is not known here but with Name= and Expression=, once each", TABLE);
    }
}
