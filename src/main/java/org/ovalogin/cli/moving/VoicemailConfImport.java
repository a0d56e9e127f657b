package org.ovalogin.cli.moving;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ovalogin.cli.terminal.ExitCodes;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.ShellException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./ova import voicemail.conf FILE`.
@Command(
        name = "voicemail.conf",
        description = {
            "Boxes of Asterisk's voicemail.conf and the files it includes. FreePBX and Issabel write this file too.",
            "A users.conf beside it is read as Asterisk up to 22 reads it."
        },
        mixinStandardHelpOptions = true)
final class VoicemailConfImport extends ImportFrom {
    @Parameters(
            paramLabel = "FILE",
            description = "The file. Its includes are found from its folder.")
    Path file;

    @Option(
            names = "--ignore-exec",
            description = "Imports without the boxes of programs (#exec), which are never run.")
    boolean ignoreExec;

    @Option(
            names = "--write-closed",
            paramLabel = "OUT",
            description =
                    "Writes a copy to this new file, and copies of its includes beside it. No box opens in them; all else stays the same.")
    Optional<Path> closed = Optional.empty();

    @Override
    public Integer call() {
        options.rules();
        var conf = VoicemailConf.read(file);
        refusePrograms(conf);
        var copy = closed.map(_ -> new ClosedCopy(conf));
        closed.ifPresent(out -> new ClosedFiles(out).targets(conf.files()));
        var code = run(new VoicemailConfReader(conf, file).read(), file.toString());
        if (code != ExitCodes.DONE || copy.isEmpty()) return code;
        var copies = new ClosedFiles(closed.get());
        var elsewhere = copies.elsewhere(conf.files());
        copies.write(copy.get().bytes());
        elsewhere.forEach(
                (target, original) ->
                        out().println(
                                        Quote.printable(
                                                "%s belongs to %s".formatted(target, original))));
        return tell(conf, copy.get().open());
    }

    private void refusePrograms(VoicemailConf conf) {
        if (ignoreExec || conf.programs().isEmpty()) return;
        throw ShellException.failed(
                conf.programs().getFirst() + ": #exec is not run, and its boxes are not known",
                "--ignore-exec goes on without them");
    }

    private int tell(VoicemailConf conf, List<String> open) {
        out().printf(
                        "the closed copy is %s; compare it with the original, then copy it%n",
                        closed.get());
        conf.realtime()
                .ifPresent(
                        place ->
                                out().printf(
                                                "%s: boxes in the realtime table stay open; ./ova import realtime closes them%n",
                                                place));
        open.forEach(line -> out().println(Quote.printable(line)));
        return open.isEmpty() ? ExitCodes.DONE : ShellException.Kind.FAILED.exitCode();
    }
}
