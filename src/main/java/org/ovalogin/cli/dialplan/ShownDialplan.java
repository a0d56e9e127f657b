package org.ovalogin.cli.dialplan;

import java.util.regex.Pattern;

/// Reads the answer to `dialplan show`. Asterisk names file and line since release 16.
public final class ShownDialplan {
    private static final Pattern CONTEXT =
            Pattern.compile("\\[ Context '(.+)' created by '.*' \\]");
    private static final Pattern EXTENSION =
            Pattern.compile("^ {2}'(.+?)'(?: \\(CID match '.*?'\\))? => +(.*)$");
    private static final Pattern STEP =
            Pattern.compile("^ *(?:\\[.+?\\] +)?(\\d+)\\. (\\w+)\\((.*)\\) +\\[([^\\[\\]]*)\\]$");
    private static final Pattern SWITCH = Pattern.compile("^ {2}Alt\\. Switch => +'(.*)' +\\[.*$");

    private static final Pattern INCLUDE = Pattern.compile("^ {2}Include => +'(.*)' +\\[.*$");

    private ShownDialplan() {}

    public static AsteriskDialplan read(String answer) {
        var dialplan = new AsteriskDialplan.Builder();
        var context = "";
        var extension = "";
        for (var line : answer.lines().toList()) {
            var begins = CONTEXT.matcher(line);
            if (begins.find()) {
                context = begins.group(1);
                dialplan.context(context);
                continue;
            }
            var include = INCLUDE.matcher(line);
            if (include.matches()) {
                dialplan.include(context, include.group(1));
                continue;
            }
            var elsewhere = SWITCH.matcher(line);
            if (elsewhere.matches()) {
                dialplan.switchTo(context, elsewhere.group(1));
                continue;
            }
            var named = EXTENSION.matcher(line);
            var rest = line;
            if (named.matches()) {
                extension = named.group(1);
                rest = named.group(2);
            }
            var step = STEP.matcher(rest);
            if (step.matches())
                dialplan.add(
                        new DialplanStep(
                                context,
                                extension,
                                Integer.parseInt(step.group(1)),
                                step.group(2),
                                step.group(3),
                                step.group(4)));
        }
        return dialplan.build();
    }
}
