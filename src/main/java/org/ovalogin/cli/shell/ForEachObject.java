package org.ovalogin.cli.shell;

import java.util.List;
import org.ovalogin.cli.language.CmdletCall;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.language.Operand;
import org.ovalogin.cli.language.Value;
import org.ovalogin.cli.script.Bound;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.Definition;
import org.ovalogin.cli.script.ForEach;
import org.ovalogin.cli.script.Parameter;
import org.ovalogin.cli.script.Parameter.Kind;
import org.ovalogin.cli.script.ShellSession;
import org.ovalogin.cli.script.Stage;

/// `ForEach-Object`
final class ForEachObject {
    private ForEachObject() {}

    static List<Cmdlet> all() {
        return List.of(
                new Definition("ForEach-Object", "Runs pipelines for each object.")
                        .also("foreach", "%")
                        .with(
                                Parameter.of(
                                                "Process",
                                                Kind.SCRIPT,
                                                "pipelines in braces, in which $_ is the object; or the name of a property")
                                        .first()
                                        .needed()
                                        .also("MemberName"))
                        .example(
                                "Import-Csv users.csv | ForEach-Object { Enable-UMMailbox -Identity $_.Email -Extensions $_.Ext -Name \"$($_.First) $($_.Last)\" }",
                                "columns with names of their own")
                        .example(
                                "Get-UMMailbox -State Locked | % { Set-UMMailboxPIN $_.Identity -LockedOut $false; Write-Host \"unlocked $($_.DisplayName)\" }",
                                "several pipelines for each object")
                        .taking(
                                (bound, session, next) ->
                                        new ForEach(parts(bound), bound, session, next)));
    }

    private static List<ForEach.Part> parts(Bound bound) {
        return bound.values().get("Process") instanceof Operand property
                ? List.of(new Running(Pipeline.of(List.of(output(property)), bound.feeding())))
                : bound.scripts().stream()
                        .<ForEach.Part>map(
                                calls -> new Running(Pipeline.of(calls, bound.feeding())))
                        .toList();
    }

    private static CmdletCall output(Operand property) {
        return new CmdletCall(
                CmdletCall.WRITE_OUTPUT,
                List.of(new CmdletCall.Argument.Given(new Value.Of(property))),
                1);
    }

    private static final class Running implements ForEach.Part {
        private Pipeline pipeline;

        Running(Pipeline pipeline) {
            this.pipeline = pipeline;
        }

        /// Asks for a PIN once, not for each object.
        @Override
        public void run(Item item, ShellSession session, Stage next) {
            pipeline = pipeline.asked(session);
            pipeline.filled(item, session).run(session, next);
        }

        @Override
        public boolean stops() {
            return pipeline.stages().stream().anyMatch(Bound::stopsAtErrors);
        }
    }
}
