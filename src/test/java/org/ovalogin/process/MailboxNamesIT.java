package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `./ova mailbox` finds a mailbox by the same names as the shell.
class MailboxNamesIT {
    @TempDir private static Path folder;
    private static Path data;

    @BeforeAll
    static void fill() {
        data = folder.resolve("data");
        Ova.serve(data).start().close();
        Ova.mailbox(data, "add", "51234", "--email", "tony@contoso.com", "--name", "Tony Smith")
                .succeeded();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "51234",
                "default\\51234",
                "default:51234",
                "tony@contoso.com",
                "Tony Smith",
                "tony"
            })
    void byEachName(String name) {
        assertThat(Ova.mailbox(data, "show", name).succeeded().out()).contains("tony@contoso.com");
    }

    @Test
    void byExtensionAndDialPlan() {
        Ova.mailbox(data, "lock", "51234", "--dialplan", "default").succeeded();
        Ova.mailbox(data, "unlock", "51234").succeeded();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "paris\\51234", "51235"})
    void andNobodyElse(String name) {
        Ova.mailbox(data, "reset", name).failed(3, "no mailbox");
    }
}
