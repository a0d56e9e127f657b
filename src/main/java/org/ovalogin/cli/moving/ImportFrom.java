package org.ovalogin.cli.moving;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.ovalogin.cli.local.PlaceOptions;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.csv.FoundBoxes;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// An import from one kind of source.
abstract class ImportFrom implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Mixin PlaceOptions place = new PlaceOptions();

    @Mixin ImportOptions options = new ImportOptions();

    /// @return the exit code
    int run(FoundBoxes found, String source) {
        var group = (ImportCommand) spec.parent().userObject();
        try (var installation = group.opening().open(place.data(), place.config())) {
            return new ImportRun(options, installation, actor(), out()).run(found, source);
        }
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static Actor actor() {
        return Actor.local(System.getProperty("user.name", "unknown"));
    }
}
