package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.browser.PageServer;
import org.ovalogin.cli.local.Installation;
import org.ovalogin.cli.moving.ImportCommand;
import org.ovalogin.cli.moving.VoicemailFixture;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.config.Configuration;
import org.ovalogin.core.input.SpreadsheetCell;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.storage.database.SetUpException;
import org.ovalogin.storage.realtime.JdbcRealtime;
import org.ovalogin.storage.store.PostgresServer;
import org.ovalogin.web.page.Visitor;

/// `./ova import` on a real data folder.
class ImportCommandTest {
    private static final String BOXES =
            """
            [default]
            51001 => 864213,Ann,ann@contoso.com
            51002 => 8519,Bo,bo@contoso.com
            51003 => 1234,Cy,cy@contoso.com
            abc => 864213,Letters
            51001 => 111111,Again
            [sales]
            51004 => 975318,Di,di@contoso.com
            """;

    private static final CSVFormat WITH_HEADER =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    @TempDir private Path folder;

    private record Ended(int code, String out, @Nullable Exception fault) {}

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Installation open(Path data) {
        NativeLibraries.use();
        return new Core(
                DataFolder.openOrCreate(data),
                Configuration.read(Optional.empty(), Map.of(), Map.of("http.listen", "none")));
    }

    private Ended run(Object... arguments) {
        var out = new StringWriter();
        var fault = new AtomicReference<@Nullable Exception>();
        var line = new ImportCommand((data, _) -> open(data)).line(new JdbcRealtime());
        line.setOut(new PrintWriter(out));
        line.setExecutionExceptionHandler(
                (e, _, _) -> {
                    fault.set(e);
                    return e instanceof ShellException s ? s.kind().exitCode() : 1;
                });
        var all = new ArrayList<>(Arrays.stream(arguments).map(String::valueOf).toList());
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        var code = line.execute(all.toArray(String[]::new));
        return new Ended(code, out.toString(), fault.get());
    }

    @Nested
    class FromVoicemailConf {
        @Test
        void aPreviewCountsAndDoesNothing() throws IOException {
            var file = write("voicemail.conf", BOXES);
            var report = folder.resolve("report.csv");
            var ended = run("voicemail.conf", file, "--what-if", "--report", report);
            assertThat(ended.code()).as(ended.out() + ended.fault()).isZero();
            assertThat(ended.out())
                    .contains(
                            "5 boxes in context default",
                            "not chosen: 1 box in sales (--context, --all-contexts)",
                            "1 good",
                            "1 too short",
                            "letters will be files in " + folder.resolve("data/mail"),
                            "nothing was imported: --what-if")
                    .containsPattern("new +3")
                    .containsPattern("left out +2")
                    .containsPattern("1 +an earlier box has the same number +voicemail.conf:6");
            assertThat(report)
                    .content()
                    .startsWith("Box,Context,Extensions,Name,Addresses,DialPlan,Outcome,Reasons")
                    .contains("voicemail.conf:2,default,51001,Ann,ann@contoso.com,default,new,");
            assertThat(Files.getPosixFilePermissions(report))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(run("voicemail.conf", file, "--what-if").out()).containsPattern("new +3");
        }

        @Test
        void boxesMoveInOnce() throws IOException {
            var file = write("voicemail.conf", BOXES);
            var first = run("voicemail.conf", file, "--all-contexts");
            assertThat(first.code()).as(first.out() + first.fault()).isZero();
            assertThat(first.out()).contains("4 mailboxes enabled, 0 changed");
            var second = run("voicemail.conf", file, "--all-contexts");
            assertThat(second.code()).isZero();
            assertThat(second.out()).containsPattern("unchanged +4").contains("nothing to do");
            for (var pin : List.of("864213", "8519", "975318", "111111"))
                assertThat(first.out() + second.out()).doesNotContain(pin);
        }

        @Test
        void noPinOfAHouseIsSaidAnywhere() throws IOException {
            var fixture = VoicemailFixture.write(folder);
            var report = folder.resolve("report.csv");
            var ended =
                    run(
                            "voicemail.conf",
                            fixture.file(),
                            "--what-if",
                            "--report",
                            report,
                            "--write-closed",
                            folder.resolve("closed/voicemail.conf"));
            assertThat(ended.code()).as(ended.out() + ended.fault()).isZero();
            var said = ended.out() + Files.readString(report);
            var pins =
                    fixture.owners().stream()
                            .map(VoicemailFixture.Owner::pin)
                            .filter(p -> p.length() == 6)
                            .toArray(String[]::new);
            assertThat(pins).hasSizeGreaterThan(100);
            assertThat(said).doesNotContain(pins);
            assertThat(Files.readString(report).lines()).hasSize(201);
            assertThat(folder.resolve("closed/branches/0.conf")).exists();
        }

        @Test
        void aContextOfTwoSpellingsIsOne() throws IOException {
            var file =
                    write(
                            "voicemail.conf",
                            "[Sales]\n51001 => 864213,Ann\n[sales]\n51002 => 975318,Bo\n");
            var ended = run("voicemail.conf", file, "--context", "sales");
            assertThat(ended.code()).as(ended.out() + ended.fault()).isZero();
            assertThat(ended.out()).contains("context Sales: new", "2 mailboxes enabled");
        }

        @Test
        void theReportSteersNoTerminal() throws IOException {
            var file = write("voicemail.conf", "[default]\n51001 => 864213,Ann\u001b[31m\n");
            var report = folder.resolve("report.csv");
            assertThat(run("voicemail.conf", file, "--what-if", "--report", report).code())
                    .isZero();
            assertThat(report).content().contains("Ann\\u001B[31m");
        }

        @Test
        void noCellOfTheReportIsAFormula() throws IOException {
            var file =
                    write(
                            "voicemail.conf",
                            "[default]\n51001 => 864213,=1+1\n51002 => 975318,Bo\\; @SUM(A1)\n");
            var report = folder.resolve("report.csv");
            assertThat(run("voicemail.conf", file, "--what-if", "--report", report).code())
                    .isZero();
            assertThat(report).content().contains(",'=1+1,", ",Bo;' @SUM(A1),");
        }

        @Test
        void programsAreNotRunAndStopTheImport() throws IOException {
            var file = write("voicemail.conf", "[default]\n51001 => 864213\n#exec boxes\n");
            var ended = run("voicemail.conf", file, "--what-if");
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.fault()).hasMessageContaining("voicemail.conf:3: #exec is not run");
            var out = folder.resolve("closed");
            var gone =
                    run(
                            "voicemail.conf",
                            file,
                            "--what-if",
                            "--ignore-exec",
                            "--write-closed",
                            out);
            assertThat(gone.code()).isEqualTo(1);
            assertThat(gone.out())
                    .contains("voicemail.conf:3: boxes made by this program stay open");
            assertThat(out).hasContent("[default]\n51001 => -x\n#exec boxes\n");
        }

        @Test
        void anExistingFileIsRefusedBeforeAnythingIsDone() throws IOException {
            var file = write("voicemail.conf", BOXES);
            var ended = run("voicemail.conf", file, "--write-closed", file);
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.fault()).hasMessageContaining("exists already; nothing was done");
            assertThat(folder.resolve("data")).doesNotExist();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "--pins=some",
                    "--weak=old",
                    "--temporary-lifetime=soon",
                    "--temporary-from=soon",
                    "--pinless=yes",
                    "--welcome=later",
                    "--welcome=at 30.2.",
                    "--on-conflict=ask",
                    "--context=none"
                })
        void strangeOptionsAreRefused(String option) throws IOException {
            var ended = run("voicemail.conf", write("voicemail.conf", BOXES), option);
            assertThat(ended.code()).as(ended.out() + ended.fault()).isEqualTo(2);
            assertThat(ended.fault()).isInstanceOf(ShellException.class);
        }

        @Test
        void anOptionOfTwoWordsLeavesTheFileAlone() throws IOException {
            var file = write("voicemail.conf", BOXES);
            var ended = run("voicemail.conf", "--welcome", "at", "2027-01-01", file, "--what-if");
            assertThat(ended.code()).as(ended.out() + ended.fault()).isZero();
        }
    }

    /// The file that the page of mailboxes makes guards names that a spreadsheet would run.
    @Test
    void theListOfAnotherServerIsTakenBackAsItWas() throws IOException {
        var names = List.of("=1+1", "+33 1", "-1", "@SUM(A1)", "'=1", "Zoë \"O’Connor\", Ann;B");
        String list;
        try (var server = PageServer.settled(Files.createDirectory(folder.resolve("other")));
                var visitor = Visitor.signedIn(server, PageServer.ADMINISTRATOR)) {
            for (var i = 0; i < names.size(); i++)
                server.mailbox("6100" + i, "u%d@contoso.com".formatted(i), names.get(i));
            list = visitor.get("/mailboxes.csv?search=u&sort=extension").body();
        }
        var report = folder.resolve("report.csv");
        var ended = run("csv", write("list.csv", list), "--pins", "new", "--report", report);
        assertThat(ended.code()).as(ended.out() + ended.fault()).isZero();
        try (var rows = CSVParser.parse(report, StandardCharsets.UTF_8, WITH_HEADER)) {
            assertThat(rows.getRecords())
                    .filteredOn(row -> row.get("Extensions").startsWith("6100"))
                    .extracting(row -> SpreadsheetCell.read(row.get("Name")))
                    .containsExactlyElementsOf(names);
        }
    }

    @Test
    void csvFilesMoveIn() throws IOException {
        var file = write("boxes.csv", "Ext;Mail;Who\n51001;ann@contoso.com;Ann\n");
        var ended =
                run("csv", file, "--map", "Extensions=Ext,Identity=Mail,Name=Who", "--pins", "new");
        assertThat(ended.code()).as(ended.out() + ended.fault()).isZero();
        assertThat(ended.out()).contains("1 mailbox enabled");
        assertThat(run("csv", file, "--map", "Extension=Ext").fault())
                .hasMessageStartingWith("--map 'Extension'; allowed: Extensions, Identity");
        assertThat(run("wazo", "--help").out()).contains("FILE").doesNotContain("PINS");
        assertThat(run("exchange", "--help").out()).contains("[PINS]");
        assertThat(run("wazo", file, file).fault()).hasMessage("only exchange takes a second file");
    }

    @Test
    void aRealtimeTableMovesInAndIsClosed() throws IOException {
        var settings = PostgresServer.create();
        try {
            PostgresServer.sql(
                    settings,
                    "create table voicemail (context text, mailbox text, password text, vmsecret text)");
            PostgresServer.sql(
                    settings,
                    "insert into voicemail values ('default', '51001', '864213', null), ('default', '51002', '975318', '753142')");
            var out = folder.resolve("close.sql");
            var ended =
                    run(
                            "realtime",
                            settings.url(),
                            "--user",
                            "postgres",
                            "--what-if",
                            "--write-closed",
                            out);
            assertThat(ended.code()).as(ended.out() + ended.fault()).isZero();
            assertThat(ended.out())
                    .contains("the table voicemail: 2 boxes")
                    .doesNotContain("864213", "753142");
            PostgresServer.sql(settings, Files.readString(out));
            PostgresServer.sql(
                    settings,
                    "alter table voicemail add check (password = '-x' and vmsecret = '-x')");
            var secret = settings.url() + "?password=864213";
            assertThat(run("realtime", secret).fault())
                    .isInstanceOf(SetUpException.class)
                    .hasMessageNotContaining("864213");
        } finally {
            PostgresServer.drop(settings);
        }
    }
}
