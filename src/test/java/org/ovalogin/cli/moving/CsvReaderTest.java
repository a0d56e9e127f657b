package org.ovalogin.cli.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.cli.cmdlets.Encoding;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.core.csv.BoxField;
import org.ovalogin.core.csv.CsvPreset;
import org.ovalogin.core.csv.CsvReader;
import org.ovalogin.core.csv.FoundBoxes;
import org.ovalogin.core.moving.Box;
import org.ovalogin.core.moving.BoxRemark;
import org.ovalogin.core.pin.Pin;

/// CSV files of other systems become boxes.
class CsvReaderTest {
    @TempDir private Path folder;

    private FoundBoxes read(CsvPreset preset, String text) throws IOException {
        return read(preset, text, StandardCharsets.UTF_8, Encoding.UTF_8);
    }

    private FoundBoxes read(CsvPreset preset, String text, Charset written, Encoding encoding)
            throws IOException {
        var file = Files.writeString(folder.resolve("boxes.csv"), text, written);
        var source = new CsvSource(file);
        return source.boxes(
                new CsvReader(
                        preset, source.rows(encoding, Optional.empty()), "default", Set.of()));
    }

    private static String pin(Box box) {
        return box.pin().pin().map(Pin::digits).orElse("none");
    }

    private static String shown(Box box) {
        return "%s %s %s %s %s"
                .formatted(
                        box.numbers(),
                        pin(box),
                        box.owner().name(),
                        box.owner().addresses(),
                        box.where());
    }

    @Nested
    class Forms {
        private static final String EXPECTED =
                "[51234] 8642 Zoé Dupont [zoe@contoso.com] boxes.csv:2";

        private void isRead(String text) throws IOException {
            isRead(text, StandardCharsets.UTF_8, Encoding.UTF_8);
        }

        private void isRead(String text, Charset written, Encoding encoding) throws IOException {
            var found = read(CsvPreset.ANY, text, written, encoding);
            assertThat(found.boxes())
                    .singleElement()
                    .extracting(CsvReaderTest::shown)
                    .isEqualTo(EXPECTED);
            assertThat(found.warnings()).isEmpty();
        }

        @Test
        void areExcelsSemicolonsTabsAndCommas() throws IOException {
            isRead("Extensions,Pin,Name,Identity\n51234,8642,Zoé Dupont,zoe@contoso.com\n");
            isRead(
                    "\uFEFFExtensions;Pin;Name;Identity\r\n51234;8642;Zoé Dupont;zoe@contoso.com\r\n");
            isRead("Extensions\tPin\tName\tIdentity\n51234\t8642\tZoé Dupont\tzoe@contoso.com\n");
        }

        @Test
        void areWindowsEncodings() throws IOException {
            var text = "Extension;Pin;Name;Email\r\n51234;8642;Zoé Dupont;zoe@contoso.com\r\n";
            isRead("\uFEFF" + text, StandardCharsets.UTF_16LE, Encoding.UTF_8);
            isRead(text, Charset.forName("windows-1252"), Encoding.of("ansi"));
            assertThatThrownBy(() -> isRead(text, Charset.forName("windows-1252"), Encoding.UTF_8))
                    .isInstanceOf(ShellException.class)
                    .hasMessageContaining("boxes.csv is not UTF-8: line 2");
        }

        @Test
        void haveLinesBeforeTheHeader() throws IOException {
            var found =
                    read(
                            CsvPreset.ANY,
                            "#TYPE Selected\nsep=;\nExtension;Name\n51234;\"a\nb\"\n\n51235;c\n");
            assertThat(found.boxes())
                    .extracting(Box::where)
                    .containsExactly("boxes.csv:4", "boxes.csv:7");
        }

        @Test
        void haveNamesOfTheirOwn() throws IOException {
            var found =
                    read(
                            CsvPreset.ANY.mapped(
                                    Map.of(BoxField.EXTENSIONS, "Ext", BoxField.IDENTITY, "Mail")),
                            "Ext,Mail,Name\n51234,a@x.com,Ann\n");
            assertThat(shown(found.boxes().getFirst())).startsWith("[51234] none Ann [a@x.com]");
        }
    }

    @Nested
    class Faults {
        @Test
        void nameTheLineAndQuoteNothing() {
            assertThatThrownBy(() -> read(CsvPreset.ANY, "Extension,Pin\n51234,8642,7531\n"))
                    .hasMessageEndingWith("boxes.csv:2: more cells than columns");
            assertThatThrownBy(() -> read(CsvPreset.ANY, "Extension,Pin\n51234,\"8642\n"))
                    .hasMessageEndingWith("boxes.csv:2 can't be read");
            assertThatThrownBy(() -> read(CsvPreset.ANY, "Pin,Pin\n"))
                    .hasMessageEndingWith("boxes.csv:1: column 2 has the name of an earlier one");
            assertThatThrownBy(() -> read(CsvPreset.ANY, "Pin\n1234\n"))
                    .hasMessage("the file has no column Extensions or Extension");
        }

        @Test
        void rowsWithoutExtensionAreTold() throws IOException {
            var found = read(CsvPreset.ANY, "Extension,Name\n,Ann\n51234,Bo\n51234,Cy\n");
            assertThat(found.warnings()).containsExactly("boxes.csv:2: no extension, left out");
            assertThat(found.boxes())
                    .extracting(b -> b.remarks().contains(BoxRemark.OVERRIDDEN))
                    .containsExactly(false, true);
        }
    }

    @Test
    void freePbx() throws IOException {
        var found =
                read(
                        CsvPreset.FREEPBX,
                        """
                        extension,name,voicemail_enable,voicemail_vmpwd,voicemail_email,voicemail_pager,voicemail_options,voicemail_same_exten,languages_language
                        1000,Ann,yes,8642,ann@x.com|desk@x.com,,attach=no|dialout=from-internal,yes,fr
                        1001,Bo,yes,7531,,,,no,
                        1002,Cy,,,,,,,
                        """);
        assertThat(found.boxes())
                .extracting(CsvReaderTest::shown)
                .containsExactly(
                        "[1000] 8642 Ann [ann@x.com, desk@x.com] boxes.csv:2",
                        "[1001] 7531 Bo [] boxes.csv:3");
        assertThat(found.boxes().getFirst().remarks()).containsExactly(BoxRemark.DIALS_OUT);
        assertThat(found.boxes().getFirst().owner().language()).contains("fr");
        assertThat(found.boxes().getLast().remarks()).containsExactly(BoxRemark.NO_PIN_ASKED);
        assertThat(found.warnings()).containsExactly("1 row without voice mail: left out");
    }

    @Nested
    class FromExchange {
        private static final String BOXES =
                """
                #TYPE Microsoft.Exchange.Data.Directory.Management.UMMailbox
                "DisplayName","PrimarySmtpAddress","EmailAddresses","Extensions","UMEnabled","PinlessAccessToVoiceMailEnabled","Identity"
                "Tony Smith","tony@contoso.com","{SMTP:tony@contoso.com, smtp:ts@contoso.com, EUM:51234;phone-context=x}","{51234, 51235}","True","True","contoso.com/Users/Tony Smith"
                "Bo","bo@contoso.com","{SMTP:bo@contoso.com}","{51236}","False","False","contoso.com/Users/Bo"
                """;

        @Test
        void listsAreTakenApart() throws IOException {
            var box = read(CsvPreset.EXCHANGE, BOXES).boxes().getFirst();
            assertThat(box.numbers()).containsExactly("51234", "51235");
            assertThat(box.owner().addresses()).containsExactly("tony@contoso.com");
            assertThat(box.owner().aliases()).containsExactly("ts@contoso.com");
            assertThat(box.pin().empty()).isTrue();
            assertThat(box.remarks()).containsExactly(BoxRemark.NO_PIN_ASKED);
        }

        @Test
        void theSecondFileTellsWhoIsLocked() throws IOException {
            var file = Files.writeString(folder.resolve("boxes.csv"), BOXES);
            var rows = new CsvSource(file).rows(Encoding.UTF_8, Optional.empty());
            var found =
                    new CsvReader(
                                    CsvPreset.EXCHANGE,
                                    rows,
                                    "default",
                                    Set.of("contoso.com/users/tony smith"))
                            .read();
            assertThat(found.boxes().getFirst().remarks()).contains(BoxRemark.LOCKED_THERE);
        }

        @Test
        void aTypeIsNoList() {
            assertThatThrownBy(
                            () ->
                                    read(
                                            CsvPreset.EXCHANGE,
                                            "Extensions,UMEnabled\nMicrosoft.Exchange.Data.MultiValuedProperty`1[System.String],True\n"))
                    .isInstanceOf(ShellException.class)
                    .hasMessage("boxes.csv:2: the extensions are a type's name, not a list");
        }
    }

    @Test
    void unity() throws IOException {
        var found =
                read(
                        CsvPreset.UNITY,
                        "Alias,FirstName,LastName,Extension,Language,Junk,Junk,PIN,SMTPAddress\nann,Ann,Lee,1000,3084,x,y,8642,ann@x.com\n");
        var box = found.boxes().getFirst();
        assertThat(shown(box)).isEqualTo("[1000] 8642 Ann Lee [ann@x.com] boxes.csv:2");
        assertThat(box.owner().language()).contains("fr-CA");
        assertThat(box.owner().aliases()).containsExactly("ann");
    }

    @Test
    void fusionPbx() throws IOException {
        var found =
                read(
                        CsvPreset.FUSIONPBX,
                        "voicemail_id,voicemail_password,voicemail_mail_to,voicemail_enabled,voicemail_description\n1000,8642,ann@x.com,true,Ann\n1001,7531,,false,Bo\n");
        assertThat(found.boxes())
                .extracting(CsvReaderTest::shown)
                .isEqualTo(List.of("[1000] 8642 Ann [ann@x.com] boxes.csv:2"));
    }

    @Test
    void wazo() throws IOException {
        var found =
                read(
                        CsvPreset.WAZO,
                        "voicemail_name,voicemail_number,voicemail_context,voicemail_password,voicemail_email,voicemail_ask_password\nAnn,1000,sales,8642,ann@x.com,false\n");
        var box = found.boxes().getFirst();
        assertThat(found.contexts()).isTrue();
        assertThat(box.context()).isEqualTo("sales");
        assertThat(box.remarks()).containsExactly(BoxRemark.NO_PIN_ASKED);
        assertThat(
                        found.toString()
                                + new CsvSource(folder.resolve("boxes.csv"))
                                        .rows(Encoding.UTF_8, Optional.empty()))
                .doesNotContain("8642");
    }
}
