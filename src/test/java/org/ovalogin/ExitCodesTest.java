package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ovalogin.cli.client.Rest;
import org.ovalogin.cli.client.ServerRefusal;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.web.http.HttpRefusal;

/// A refusal has one exit code, whether a command works on a data folder or through a server.
class ExitCodesTest {
    @TempDir static Path folder;

    @BeforeAll
    static void install() {
        var settings = Main.configuration(Optional.empty(), folder, Map.of(), Map.of());
        new Core(DataFolder.openOrCreate(folder), settings).close();
    }

    @ParameterizedTest
    @EnumSource
    void areTheSameOnBothRoads(Fault fault) throws JsonProcessingException {
        for (var field : List.of("Identity", "UMDialPlan")) {
            var refused = new NotDone(field, fault, "found", "allowed");
            var problem = HttpRefusal.of(refused);
            var answered =
                    ServerRefusal.of(
                            problem.statusCode(),
                            Optional.empty(),
                            Rest.JSON.readTree(problem.json()));
            assertThat(Main.told(refused).kind()).as(field).isEqualTo(answered.kind());
        }
    }

    static List<List<String>> unknown() {
        return List.of(
                List.of("mailbox", "show", "99999"),
                List.of("mailbox", "reset", "nobody@contoso.com"),
                List.of("mailbox", "unlock", " "),
                List.of("account", "remove", "nobody"));
    }

    @ParameterizedTest
    @MethodSource
    void unknown(List<String> command) {
        var arguments = new ArrayList<>(command);
        arguments.addAll(List.of("--data", folder.toString()));
        var err = new StringWriter();
        var line = Main.commandLine(arguments.toArray(String[]::new));
        line.setErr(new PrintWriter(err));
        line.getSubcommands().values().forEach(c -> c.setErr(new PrintWriter(err)));
        assertThat(line.execute(arguments.toArray(String[]::new))).as("%s", err).isEqualTo(3);
    }
}
