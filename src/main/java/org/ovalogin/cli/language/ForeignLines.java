package org.ovalogin.cli.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ovalogin.cli.terminal.ShellException;

/// Finds statements in PowerShell's own language: variables, loops, functions, .NET. The shell has
/// pipelines only, and refuses all such statements of a script at once.
final class ForeignLines {
    private static final String VARIABLES =
            "there are no variables but $true, $false, $null and, within braces, $_";

    /// @param outside whether it holds outside of braces only
    private record Rule(Pattern pattern, boolean outside, String says, String instead) {
        static Rule of(String pattern, String says, String instead) {
            return new Rule(
                    Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), false, says, instead);
        }

        boolean fits(Statements.Statement statement) {
            return !(outside && statement.inBraces()) && pattern.matcher(statement.code()).find();
        }
    }

    /// The first that fits says what a statement is.
    private static final List<Rule> RULES =
            List.of(
                    Rule.of(
                            "^(\\[[\\w.\\[\\]]+\\]\\s*)?\\$[\\w:.]+\\s*([-+*/%?]{0,2}=|\\+\\+|--)",
                            "variables are PowerShell's own; a line begins with the name of a cmdlet",
                            "write one pipeline, as in Import-Csv users.csv | ForEach-Object { Enable-UMMailbox -Identity $_.Email -Extensions $_.Ext }"),
                    Rule.of(
                            "^(foreach|for|while|until|switch)\\s*\\(|^do\\s*\\{",
                            "loops are PowerShell's own",
                            "pipe the objects, as in Get-UMMailbox -State Locked | ForEach-Object { Set-UMMailboxPIN -Identity $_.Identity }"),
                    Rule.of(
                            "^(if|elseif)\\s*\\(|^else\\s*(\\{|$)",
                            "if and else are PowerShell's own",
                            "let through what a condition holds for, as in Get-UMMailbox | Where-Object { $_.LockedOut }"),
                    Rule.of(
                            "^(function|filter|workflow|class|enum)\\s+[\\w:-]+|^param\\s*\\(|^(begin|process|end)\\s*\\{|^(return|break|continue|exit)\\b|^\\.(\\s+\\S|[\\\\/])",
                            "functions and scripts with parameters are PowerShell's own",
                            "write the pipelines themselves, one after the other"),
                    Rule.of(
                            "^(try|finally|trap)\\s*(\\{|$)|^catch\\b|^throw\\b",
                            "try and catch are PowerShell's own",
                            "-ErrorAction Continue or Stop says what an error does"),
                    Rule.of(
                            "^(Add-PSSnapin|(Import|Remove)-(Module|PSSession)|(Connect|Disconnect)-Exchange\\w*|Set-(ExecutionPolicy|StrictMode)|(Start|Stop)-Transcript|using)\\b",
                            "there is no session or module to load here",
                            "leave the line out; ./ova login signs in"),
                    Rule.of(
                            "(^|[\\s=(,])@['\"]",
                            "texts between @' and '@ are PowerShell's own",
                            "write the text between quotes; it may have line ends"),
                    Rule.of(
                            "\\[[a-z][\\w.]*(\\[\\])?\\]::|^\\[|^(New-Object|Add-Type)\\b|\\$(_|psitem)[\\w.]*\\(",
                            ".NET's types and methods are PowerShell's own",
                            "a text is put together in double quotes, as in \"$($_.Alias)@contoso.com\"; see REST in docs/scripting.md for all else"),
                    Rule.of(
                            "\\$(?!(_|psitem|true|false|null)(?!\\w))[\\p{L}_{?^]|\\$\\((?!\\s*\\$(_|psitem)(?!\\w))",
                            VARIABLES,
                            "within braces $_.Name is a property of the object; single quotes keep a $ as it is"),
                    new Rule(
                            Pattern.compile("(?<![@$])\\("),
                            true,
                            "parentheses are known within braces only",
                            "quote them where they are meant; a pipeline does what (…) does, as in Get-UMMailbox | Measure-Object"));

    private ForeignLines() {}

    /// @throws ShellException of kind USAGE, with all that were found
    static void refuse(String text) {
        var several = text.indexOf('\n') >= 0;
        var refusals = new ArrayList<ShellException>();
        var last = 0;
        for (var statement : Statements.of(text)) {
            var refusal = refusal(statement);
            if (refusal.isEmpty() || statement.line() == last) continue;
            last = statement.line();
            refusals.add(several ? refusal.get().inLine(last) : refusal.get());
        }
        if (refusals.size() == 1) throw refusals.getFirst();
        if (!refusals.isEmpty()) throw new RefusedLines(refusals);
    }

    private static Optional<ShellException> refusal(Statements.Statement statement) {
        return RULES.stream()
                .filter(rule -> rule.fits(statement))
                .findFirst()
                .map(rule -> ShellException.usage(rule.says, rule.instead));
    }
}
