package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.call.dialog.DoctorsCall;
import org.ovalogin.call.fastagi.FastAgiServer;
import org.ovalogin.config.Configuration;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.lab.AsteriskLab;
import org.ovalogin.lab.RealAsterisk;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.storage.database.FolderLock;
import org.ovalogin.storage.database.RunningServer;
import picocli.CommandLine;

/// The doctor beside a real Asterisk: with the shipped configuration, and with mistakes in it.
@RealAsterisk
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoctorThroughAsteriskIT {
    private Path data;
    private FolderLock lock;
    private FastAgiServer server;
    private AsteriskLab lab;

    @BeforeAll
    void start(@TempDir Path parent) throws IOException {
        data = parent.resolve("data");
        var configuration =
                Configuration.read(
                        Optional.empty(),
                        Map.of(),
                        Map.of("http.listen", "none", "fastagi.listen", "127.0.0.1:0"));
        var folder = DataFolder.openOrCreate(data);
        try (var core = new Core(folder, configuration)) {
            core.administration().createDefaults();
            for (var extension : List.of("51234", "51235"))
                core.administration()
                        .mailboxes()
                        .enable(
                                Enabling.of("default", extension, extension + "@contoso.com"),
                                Actor.local("test"));
        }
        server =
                new FastAgiServer(
                        configuration.listeners().fastAgi(),
                        new DoctorsCall(
                                "mark",
                                (_, _) -> {
                                    throw new AssertionError("the doctor made a call");
                                }));
        var port = server.start();
        lock = FolderLock.take(folder);
        new RunningServer("mark", "127.0.0.1:" + port, Optional.empty(), Optional.empty())
                .announce(folder);
        lab = AsteriskLab.start(port);
    }

    @AfterAll
    void end() {
        lab.close();
        server.close();
        lock.close();
    }

    private List<String> doctor() {
        var out = new StringWriter();
        new CommandLine(new Doctor())
                .setOut(new PrintWriter(out, true))
                .execute(
                        "--data",
                        data.toString(),
                        "--asterisk",
                        String.join(" ", lab.steering()),
                        "--asterisk-config",
                        lab.configuration().toString(),
                        "--asterisk-sounds",
                        lab.sounds().toString());
        return out.toString().lines().toList();
    }

    private void append(String file, String text) throws IOException {
        Files.writeString(
                lab.configuration().resolve(file),
                text,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    @Test
    void findsNothingInTheShippedConfigurationAndWhatWasPlanted() throws IOException {
        var healthy = doctor();
        assertThat(healthy).noneMatch(line -> line.startsWith("problem"));
        assertThat(healthy)
                .anyMatch(
                        line ->
                                line.matches(
                                        "ok +dialplan: Asterisk asks .*, which is this server"))
                .anyMatch(line -> line.matches("ok +modules: .*"))
                .anyMatch(line -> line.matches("ok +old door: .*"))
                .anyMatch(line -> line.matches("ok +boxes: 2 mailboxes, each with one .*"))
                .anyMatch(line -> line.matches("ok +voicemail.conf: .*"))
                .anyMatch(line -> line.matches("ok +endpoints: .*"));
        assertThat(healthy.stream().filter(line -> line.contains(" digits: ")))
                .as("the tests' own log alone")
                .allMatch(line -> line.contains("logger.conf:") && line.contains("lab.log"));
        plant();
        assertThat(doctor())
                .anyMatch(
                        line -> line.matches("problem +old door: planted.conf:2 .*VoiceMailMain.*"))
                .anyMatch(line -> line.matches("problem +dial plan: planted.conf:3 .*sales.*"))
                .anyMatch(line -> line.matches("problem +digits: planted.conf:4 .*MixMonitor.*"))
                .anyMatch(line -> line.matches("problem +digits: .*messages-and-keys.*"))
                .anyMatch(line -> line.matches("problem +digits: AMI .*switchboard.*"))
                .anyMatch(line -> line.matches("problem +digits: cel.conf .*"))
                .anyMatch(
                        line ->
                                line.matches(
                                        "problem +toll: .*51234@default .voicemail.conf:\\d+.*"))
                .anyMatch(
                        line ->
                                line.matches(
                                        "problem +digits: cli.conf:\\d+ runs 'rtp set debug on'.*"))
                .anyMatch(line -> line.matches("problem +keys: 61000: dtmf_mode=inband.*"))
                .anyMatch(
                        line ->
                                line.matches(
                                        "problem +boxes: no box in Asterisk for 1 mailbox .*51235@default"))
                .anyMatch(line -> line.matches("problem +modules: Playback is not registered.*"));
    }

    private void plant() throws IOException {
        append("extensions.conf", "\n#include planted.conf\n");
        append(
                "planted.conf",
                """
                [planted]
                exten => *97,1,VoiceMailMain(${CALLERID(num)}@default)
                exten => 5001,1,Gosub(ova-login,s,1(no,sales))
                exten => 5002,1,MixMonitor(,r(x.wav))
                 same => n,Gosub(ova-login,s,1(no))
                """);
        append("logger.conf", "\nmessages-and-keys => notice,dtmf\n");
        append(
                "pjsip.conf",
                "\n[61000]\ntype=endpoint\ncontext=planted\ndisallow=all\nallow=g729\ndtmf_mode=inband\n");
        Files.writeString(
                lab.configuration().resolve("manager.conf"),
                """
                [general]
                enabled=yes
                bindaddr=127.0.0.1
                port=0
                [switchboard]
                secret=not-told
                read=call,dtmf
                """);
        Files.writeString(
                lab.configuration().resolve("cel.conf"),
                "[general]\nenable=yes\napps=all\nevents=ALL\n");
        var boxes = lab.configuration().resolve("voicemail.conf");
        append("cli.conf", "[startup_commands]\nrtp set debug on = yes\n");
        Files.writeString(
                boxes,
                Files.readString(boxes)
                        .replace("51235 => -x,Sample Two", "51236 => -x,Sample Two")
                        .replace(
                                "51234 => -x,Sample One",
                                "51234 => -x,Sample One,,,dialout=phones"));
        for (var command :
                List.of(
                        "dialplan reload",
                        "logger reload",
                        "module reload res_pjsip.so",
                        "module reload manager",
                        "module reload cel",
                        "voicemail reload",
                        "module unload app_playback.so")) lab.cli(command);
    }
}
