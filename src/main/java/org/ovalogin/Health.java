package org.ovalogin;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.ovalogin.cli.local.PlaceOptions;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.storage.database.RunningServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `./ova health`. The launcher does the same without Java (`src/main/sh/health.sh`), since it is
/// asked every few seconds.
@Command(
        name = "health",
        description = {
            "Tells whether the server of the data folder takes calls.",
            "Ends with 0 if it does, else with 1 and the reason. Takes little processor time."
        },
        mixinStandardHelpOptions = true)
final class Health implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Spec CommandSpec spec;

    @Mixin PlaceOptions place = new PlaceOptions();

    @Override
    public Integer call() {
        var answer =
                RunningServer.of(DataFolder.open(place.data()))
                        .flatMap(server -> server.health().map(at -> ask(at, server.mark())))
                        .orElse("no server runs on the data folder, or it starts or stops");
        if (answer.equals(HealthPort.READY)) {
            spec.commandLine().getOut().println(answer);
            return 0;
        }
        spec.commandLine().getErr().println("ova: " + answer);
        return 1;
    }

    private static String ask(String place, String mark) {
        var colon = place.lastIndexOf(':');
        try (var socket =
                new Socket(
                        place.substring(0, colon), Integer.parseInt(place.substring(colon + 1)))) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            var line =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                            .strip();
            return line.startsWith(mark + " ")
                    ? line.substring(mark.length() + 1)
                    : "another program answers at " + place;
        } catch (IOException e) {
            return "the server does not answer";
        }
    }
}
