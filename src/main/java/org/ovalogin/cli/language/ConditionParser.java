package org.ovalogin.cli.language;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.language.ScriptToken.Kind;

/// Reads a condition or an expression between braces. `-and` and `-or` bind equally and from the
/// left, as in PowerShell.
final class ConditionParser {
    private static final String FORM =
            "write { $_.Property -eq value }, with -and, -or, -not and parentheses";

    private final TokenCursor tokens;

    ConditionParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    /// The condition up to and including the closing brace; the opening one is read already.
    Condition block() {
        var condition = condition();
        if (!peek().is(Kind.CLOSE_BRACE))
            throw tokens.error(
                    peek().is(Kind.END)
                            ? "a { without its }"
                            : "this is no condition that is known here",
                    FORM);
        tokens.next();
        return condition;
    }

    /// The same for a value, such as `{ $_.Extensions -join ';' }`.
    Operand expression() {
        return Operand.of(block());
    }

    private ScriptToken peek() {
        return tokens.skipLines().peek();
    }

    private Condition condition() {
        var condition = term();
        while (true) {
            if (operator("and")) {
                condition = new Condition.Both(condition, term());
            } else if (operator("or")) {
                condition = new Condition.Either(condition, term());
            } else {
                return condition;
            }
        }
    }

    private Condition term() {
        tokens.deeper();
        try {
            if (peek().is(Kind.NOT)) {
                tokens.next();
                return new Condition.Not(term());
            }
            if (operator("not")) return new Condition.Not(term());
            if (peek().is(Kind.OPEN)) {
                tokens.next();
                var inner = condition();
                tokens.skipLines().expect(Kind.CLOSE, "a closing parenthesis");
                return inner;
            }
            return comparison();
        } finally {
            tokens.higher();
        }
    }

    private Condition comparison() {
        var left = operands(true);
        while (operator("join")) left = new Operand.Joined(left, Item.text(constant()));
        var token = peek();
        if (!token.is(Kind.PARAMETER) || token.text().matches("(?i)and|or"))
            return new Condition.Truthy(left);
        tokens.next();
        var comparison = Comparison.named(token.text());
        var right = operands(false);
        if (right instanceof Operand.Constant(String pattern)) comparison.check(pattern);
        return new Condition.Compare(left, comparison, right);
    }

    private @Nullable Object constant() {
        if (operand(false) instanceof Operand.Constant(var value)) return value;
        throw tokens.error("a text was expected", "as in { $_.Extensions -join ';' }");
    }

    /// One value, or a list of constants: `a,b`, or `@('a','b')`.
    private Operand operands(boolean left) {
        var closed = peek().is(Kind.OPEN_LIST) || (!left && peek().is(Kind.OPEN));
        if (closed) tokens.next();
        var first = operand(left && !closed);
        if (!closed && !peek().is(Kind.COMMA)) return first;
        var values = new ArrayList<Operand>(List.of(first));
        while (peek().is(Kind.COMMA)) {
            tokens.next();
            values.add(operand(false));
        }
        if (closed) tokens.skipLines().expect(Kind.CLOSE, "a closing parenthesis");
        return new Operand.Constant(values.stream().map(this::constant).toList());
    }

    private String constant(Operand operand) {
        if (operand instanceof Operand.Constant(var value)) return Item.text(value);
        throw tokens.error("a list has texts only", "as in { $_.UMDialPlan -in 'Paris','Lyon' }");
    }

    /// @param left a bare word there is a property, as in Exchange's filters
    private Operand operand(boolean left) {
        var token = peek();
        var operand =
                switch (token.kind()) {
                    case WORD, STRING -> word(token, left);
                    case VARIABLE ->
                            Operand.ofVariable(token.text())
                                    .orElseThrow(
                                            () ->
                                                    tokens.error(
                                                            "there are no variables but $true, $false, $null and $_",
                                                            FORM));
                    default -> throw tokens.error("a value was expected", FORM);
                };
        tokens.next();
        return operand;
    }

    private static Operand word(ScriptToken token, boolean left) {
        if (!token.parts().isEmpty()) return new Operand.Template(token.parts());
        return left && token.is(Kind.WORD)
                ? new Operand.Property(token.text())
                : new Operand.Constant(token.text());
    }

    private boolean operator(String name) {
        if (!peek().is(Kind.PARAMETER) || !peek().text().equalsIgnoreCase(name)) return false;
        tokens.next();
        return true;
    }
}
