package org.ovalogin.cli.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.core.csv.FoundBoxes;
import org.ovalogin.core.moving.Box;
import org.ovalogin.core.moving.BoxRemark;
import org.ovalogin.core.pin.Pin;

/// Boxes of voicemail.conf are those that Asterisk has.
class VoicemailConfTest {
    @TempDir private Path folder;

    private Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private FoundBoxes found(String text) throws IOException {
        var file = write("voicemail.conf", text);
        return new VoicemailConfReader(VoicemailConf.read(file), file).read();
    }

    private Box box(String text) throws IOException {
        return found(text).boxes().getFirst();
    }

    private static String pin(Box box) {
        return box.pin().pin().map(Pin::digits).orElse("none");
    }

    private static List<String> pins(FoundBoxes found) {
        return found.boxes().stream()
                .map(b -> b.numbers().getFirst() + "@" + b.context() + " " + pin(b))
                .toList();
    }

    private static List<Box> live(FoundBoxes found) {
        return found.boxes().stream()
                .filter(b -> !b.remarks().contains(BoxRemark.OVERRIDDEN))
                .toList();
    }

    @Nested
    class Fields {
        @Test
        void areReadInTheirOrder() throws IOException {
            var box =
                    box(
                            """
                            [zonemessages]
                            paris=Europe/Paris|'vm-received' q
                            [sales]
                            1000 => 4711,Zoé Dupont, zoe@contoso.com|office@contoso.com ,pager@x.com,|TZ=paris|language=fr_CA|emailbody=a,b|dialout=out
                            """);
            assertThat(box.context()).isEqualTo("sales");
            assertThat(box.numbers()).containsExactly("1000");
            assertThat(pin(box)).isEqualTo("4711");
            assertThat(box.owner().name()).isEqualTo("Zoé Dupont");
            assertThat(box.owner().addresses())
                    .containsExactly("zoe@contoso.com", "office@contoso.com");
            assertThat(box.owner().language()).contains("fr_CA");
            assertThat(box.owner().timeZone()).contains("Europe/Paris");
            assertThat(box.remarks()).containsExactly(BoxRemark.DIALS_OUT);
            assertThat(box.where()).isEqualTo("voicemail.conf:4");
        }

        @Test
        void mayBeMissingOrEmpty() throws IOException {
            var box = box("[a]\n1000 =>\n");
            assertThat(box.pin().empty()).isTrue();
            assertThat(box.owner().name()).isEmpty();
            assertThat(box.owner().addresses()).isEmpty();
            assertThat(box.owner().language()).isEmpty();
            assertThat(box.owner().timeZone()).isEmpty();
            assertThat(box.remarks()).isEmpty();
        }

        @Test
        void aPasswordThatCannotBeChangedIsToldWithoutItsMinus() throws IOException {
            var box = box("[a]\n1000 => -4711\n");
            assertThat(pin(box)).isEqualTo("4711");
            assertThat(box.remarks()).containsExactly(BoxRemark.UNCHANGEABLE);
        }

        @Test
        void aPasswordWithABlankCouldNotBeKeyedThereEither() throws IOException {
            assertThat(pin(box("[a]\n1000 => 4711 ,Ann\n"))).isEqualTo("none");
        }

        @Test
        void generalOptionsActOnBoxesWithoutTheirOwn() throws IOException {
            var boxes =
                    found(
                                    """
                                    [general]
                                    forcename=yes
                                    callback=back
                                    tz=mars
                                    [a]
                                    1 => 1,,,,forcename=no|callback=|tz=
                                    2 => 1
                                    """)
                            .boxes();
            assertThat(boxes.getFirst().remarks()).isEmpty();
            assertThat(boxes.getLast().remarks())
                    .containsExactlyInAnyOrder(
                            BoxRemark.FORCES_NAME,
                            BoxRemark.CALLS_BACK,
                            BoxRemark.TIME_ZONE_UNKNOWN);
        }

        @Test
        void aliasesAreFurtherNumbers() throws IOException {
            var found =
                    found(
                            """
                            [general]
                            aliasescontext=also
                            [also]
                            4000@default => 1000@default
                            1001@default => 1000@default
                            1000@devices => 1000@default
                            5000@devices => 1000@default
                            [default]
                            1000 => 4711
                            1001 => 4712
                            """);
            assertThat(live(found))
                    .extracting(Box::numbers)
                    .containsExactly(List.of("1000", "4000"), List.of("1001"));
            assertThat(found.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("voicemail.conf:7: an alias");
        }
    }

    @Nested
    class TwoOfANumber {
        /// Seen with Asterisk 22.10: it warns "Ignoring duplicated mailbox" at the second.
        @Test
        void theFirstCountsEvenFromATemplate() throws IOException {
            var found =
                    found(
                            """
                            [t](!)
                            1000 => 1111
                            [a](t)
                            1000 => 2222
                            1001 => 3333
                            [A]
                            1001 => 4444
                            """);
            assertThat(pins(found))
                    .containsExactly("1000@a 1111", "1000@a 2222", "1001@a 3333", "1001@A 4444");
            assertThat(live(found))
                    .extracting(VoicemailConfTest::pin)
                    .containsExactly("1111", "3333");
        }

        @Test
        void inOtherContextsAreOthersUnlessContextsAreSearched() throws IOException {
            var boxes = "[a]\n1000 => 1111\n[b]\n1000 => 2222\n";
            assertThat(live(found(boxes))).hasSize(2);
            assertThat(live(found("[general]\nsearchcontexts=yes\n" + boxes))).hasSize(1);
        }
    }

    @Nested
    class PasswordsElsewhere {
        @Test
        void inTheBoxsFolderWin() throws IOException {
            write("asterisk.conf", "[directories]\nastspooldir => " + folder + "/spool\n");
            write("spool/voicemail/a/1000/secret.conf", "[general]\npassword = 8642\n");
            var found =
                    found(
                            """
                            [general]
                            passwordlocation=spooldir
                            [a]
                            1000 => 1111
                            1001 => 2222
                            1002 => 3333,,,,passwordlocation=voicemail.conf
                            """);
            assertThat(pins(found)).containsExactly("1000@a 8642", "1001@a 2222", "1002@a 3333");
        }

        @Test
        void withoutTheFolderNothingIsRead() {
            assertThatThrownBy(
                            () -> {
                                write(
                                        "asterisk.conf",
                                        "[directories]\nastspooldir => " + folder + "/none\n");
                                found("[general]\npasswordlocation=spooldir\n[a]\n1000 => 1111\n");
                            })
                    .isInstanceOf(ShellException.class)
                    .hasMessageContaining("none/voicemail is not there");
        }

        @Test
        void ofUsersComeFirst() throws IOException {
            write(
                    "users.conf",
                    """
                    [general]
                    hasvoicemail=yes
                    [1000]
                    secret=5555
                    vmsecret=6666
                    fullname=Ann
                    email=ann@contoso.com
                    [1001]
                    secret=7777
                    [1002]
                    hasvoicemail=no
                    vmsecret=9999
                    """);
            var found = found("[default]\n1000 => 1111\n1002 => 2222\n");
            assertThat(live(found))
                    .extracting(b -> b.numbers().getFirst() + " " + pin(b))
                    .containsExactly("1000 6666", "1001 7777", "1002 2222");
            assertThat(found.boxes().getFirst().owner().name()).isEqualTo("Ann");
            assertThat(found.warnings())
                    .singleElement()
                    .asString()
                    .contains("2 boxes")
                    .contains("22");
        }
    }

    @Test
    void twoValuesOfARuleAreTold() throws IOException {
        var found = found("[general]\ntz=x\ntz=y\n[a]\n1 => 1\n");
        assertThat(found.warnings())
                .singleElement()
                .asString()
                .startsWith("voicemail.conf:3: tz is set twice");
    }

    @Test
    void aHouseOf200BoxesIsReadWhole() throws IOException {
        var fixture = VoicemailFixture.write(folder);
        var found =
                new VoicemailConfReader(VoicemailConf.read(fixture.file()), fixture.file()).read();
        assertThat(found.warnings()).isEmpty();
        assertThat(found.boxes()).hasSize(200);
        for (var i = 0; i < 200; i++) {
            var box = found.boxes().get(i);
            var owner = fixture.owners().get(i);
            assertThat(box.numbers()).containsExactly(owner.number());
            assertThat(box.owner().name()).isEqualTo(owner.name());
            assertThat(box.pin().pin().map(Pin::digits))
                    .isEqualTo(Pin.of(owner.pin()).map(Pin::digits));
            assertThat(box.owner().timeZone()).isEqualTo(Optional.of("Europe/Paris"));
        }
        assertThat(found.toString())
                .doesNotContain(
                        fixture.owners().stream()
                                .map(VoicemailFixture.Owner::pin)
                                .filter(p -> p.length() == 6)
                                .toArray(String[]::new));
    }
}
