package org.ovalogin.cli.script;

import java.util.Locale;
import org.ovalogin.cli.script.Condition.Operand;
import org.ovalogin.cli.script.ScriptToken.Kind;

/// Reads a condition between braces. `-and` and `-or` bind equally and from the left, as in
/// PowerShell.
final class ConditionParser {
    /// Levels of parentheses. A deeper condition is a mistake, and would overflow the stack.
    private static final int DEEPEST = 50;

    private static final String FORM =
            "write { $_.Property -eq value }, with -and, -or, -not and parentheses";

    private final TokenCursor tokens;
    private int depth;

    ConditionParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    /// The condition up to and including the closing brace; the opening one is read already.
    Condition block() {
        var condition = condition();
        if (!tokens.peek().is(Kind.CLOSE_BRACE))
            throw tokens.error(
                    tokens.peek().is(Kind.END)
                            ? "a { without its }"
                            : "this is no condition that is known here",
                    FORM);
        tokens.next();
        return condition;
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
        if (++depth > DEEPEST) throw tokens.error("the condition is too deep", "");
        try {
            if (tokens.peek().is(Kind.NOT)) {
                tokens.next();
                return new Condition.Not(term());
            }
            if (operator("not")) return new Condition.Not(term());
            if (tokens.peek().is(Kind.OPEN)) {
                tokens.next();
                var inner = condition();
                tokens.expect(Kind.CLOSE, "a closing parenthesis");
                return inner;
            }
            return comparison();
        } finally {
            depth--;
        }
    }

    private Condition comparison() {
        var left = operand(true);
        var token = tokens.peek();
        if (!token.is(Kind.PARAMETER) || token.text().matches("(?i)and|or"))
            return new Condition.Truthy(left);
        tokens.next();
        var comparison = Comparison.named(token.text());
        var right = operand(false);
        if (right instanceof Operand.Constant(String pattern)) comparison.check(pattern);
        return new Condition.Compare(left, comparison, right);
    }

    /// @param left a bare word there is a property, as in Exchange's filters
    private Operand operand(boolean left) {
        var token = tokens.peek();
        var operand =
                switch (token.kind()) {
                    case WORD ->
                            left
                                    ? new Operand.Property(token.text())
                                    : new Operand.Constant(token.text());
                    case STRING -> new Operand.Constant(token.text());
                    case VARIABLE -> variable(token.text());
                    default -> throw tokens.error("a value was expected", FORM);
                };
        tokens.next();
        return operand;
    }

    private Operand variable(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        for (var itself : new String[] {"_", "psitem"}) {
            if (lower.equals(itself)) return new Operand.Itself();
            if (lower.startsWith(itself + "."))
                return new Operand.Property(name.substring(itself.length() + 1));
        }
        return switch (lower) {
            case "true" -> new Operand.Constant(true);
            case "false" -> new Operand.Constant(false);
            case "null" -> new Operand.Constant(null);
            default ->
                    throw tokens.error(
                            "there are no variables but $true, $false, $null and $_", FORM);
        };
    }

    private boolean operator(String name) {
        if (!tokens.peek().is(Kind.PARAMETER) || !tokens.peek().text().equalsIgnoreCase(name))
            return false;
        tokens.next();
        return true;
    }
}
