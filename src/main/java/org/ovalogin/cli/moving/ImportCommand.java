package org.ovalogin.cli.moving;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ovalogin.cli.local.Installation;
import org.ovalogin.cli.terminal.TerminalInput;
import org.ovalogin.core.csv.BoxField;
import org.ovalogin.core.csv.CsvPreset;
import org.ovalogin.core.moving.Realtime;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `./ova import SOURCE`: boxes of another voice mail become mailboxes, also while serve runs.
@Command(
        name = "import",
        description = {
            "Moves the boxes of another voice mail in, also while serve runs.",
            "A second run takes over only what has changed there, and never touches the PIN of an existing mailbox."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "SOURCE")
public final class ImportCommand {
    private static final String UNTRIED =
            "Made from the system's documents; no real export was at hand. Run it with --what-if first.";

    private final Installation.Opening opening;

    public ImportCommand(Installation.Opening opening) {
        this.opening = opening;
    }

    Installation.Opening opening() {
        return opening;
    }

    /// The command line, with a subcommand for each source.
    public CommandLine line(Realtime realtime) {
        var line = new CommandLine(this);
        line.addSubcommand("voicemail.conf", new VoicemailConfImport());
        line.addSubcommand("realtime", new RealtimeImport(realtime, new TerminalInput(System.in)));
        csv().forEach(line::addSubcommand);
        return line;
    }

    private static Map<String, CommandLine> csv() {
        var all = new LinkedHashMap<String, CommandLine>();
        all.put(
                "freepbx",
                described(
                        CsvPreset.FREEPBX,
                        "Boxes of FreePBX or Issabel, from the bulk handler's export of extensions."));
        all.put(
                "exchange",
                described(
                        CsvPreset.EXCHANGE,
                        "Mailboxes of Exchange's Unified Messaging: Get-UMMailbox | Export-Csv.",
                        "A second file, Get-UMMailboxPIN | Export-Csv, tells which are locked. Exchange does not export PINs."));
        all.put(
                "unity",
                described(
                        CsvPreset.UNITY,
                        "Users of Cisco Unity Connection, as its bulk administration tool writes them.",
                        UNTRIED));
        all.put(
                "fusionpbx",
                described(
                        CsvPreset.FUSIONPBX,
                        "Boxes of FusionPBX: the table v_voicemails.",
                        UNTRIED));
        all.put("wazo", described(CsvPreset.WAZO, "Voicemails of Wazo, from its export.", UNTRIED));
        all.put(
                "csv",
                described(
                        CsvPreset.ANY,
                        "Any other CSV file, whose first line names the columns: "
                                + BoxField.names()
                                + "."));
        return all;
    }

    private static CommandLine described(CsvPreset preset, String... description) {
        var line = new CommandLine(new CsvImport(preset));
        var spec = line.getCommandSpec();
        spec.usageMessage().description(description);
        if (!preset.equals(CsvPreset.EXCHANGE)) hideSecondFile(spec);
        return line;
    }

    /// Only Exchange has a second file; with any other source the command refuses one.
    private static void hideSecondFile(CommandLine.Model.CommandSpec spec) {
        var second = spec.positionalParameters().getLast();
        spec.remove(second);
        spec.addPositional(
                CommandLine.Model.PositionalParamSpec.builder(second).hidden(true).build());
    }
}
