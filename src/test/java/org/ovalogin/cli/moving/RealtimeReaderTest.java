package org.ovalogin.cli.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.core.moving.Box;
import org.ovalogin.core.moving.BoxRemark;
import org.ovalogin.core.moving.RealtimeTable;
import org.ovalogin.core.pin.Pin;

/// Tables differ from site to site.
class RealtimeReaderTest {
    private static RealtimeReader reader(String columns, String... rows) {
        return new RealtimeReader(
                new RealtimeTable(
                        "voicemail",
                        List.of(columns.split(",")),
                        Arrays.stream(rows).map(r -> List.of(r.split(",", -1))).toList()));
    }

    private static String pin(Box box) {
        return box.pin().pin().map(Pin::digits).orElse("none");
    }

    @Test
    void aFullTableIsRead() {
        var box =
                reader(
                                "uniqueid,context,mailbox,password,fullname,email,tz,language,dialout,forcename",
                                "1,sales,1000,-8642,Zoé,zoe@x.com|office@x.com,Europe/Paris,fr_CA,out,true")
                        .read()
                        .boxes()
                        .getFirst();
        assertThat(box.context()).isEqualTo("sales");
        assertThat(box.numbers()).containsExactly("1000");
        assertThat(pin(box)).isEqualTo("8642");
        assertThat(box.owner().addresses()).containsExactly("zoe@x.com", "office@x.com");
        assertThat(box.owner().timeZone()).contains("Europe/Paris");
        assertThat(box.owner().language()).contains("fr_CA");
        assertThat(box.where()).isEqualTo("voicemail 1000@sales");
        assertThat(box.remarks())
                .containsExactlyInAnyOrder(
                        BoxRemark.UNCHANGEABLE, BoxRemark.DIALS_OUT, BoxRemark.FORCES_NAME);
    }

    @Test
    void mailboxAndPasswordAreEnough() {
        var found = reader("mailbox,password", "1000,8642", "1000,7531").read();
        assertThat(found.boxes()).extracting(Box::context).containsOnly("default");
        assertThat(found.boxes().getLast().remarks()).containsExactly(BoxRemark.OVERRIDDEN);
        assertThatThrownBy(() -> reader("mailbox,pin"))
                .isInstanceOf(ShellException.class)
                .hasMessage("the table voicemail has no column password");
    }

    @Test
    void theVoiceMailsOwnSecretBeatsTheOthers() {
        var boxes =
                reader(
                                "mailbox,secret,password,vmsecret",
                                "1000,1111,2222,3333",
                                "1001,1111,2222,",
                                "1002,*1,2222,")
                        .read()
                        .boxes();
        assertThat(boxes)
                .extracting(RealtimeReaderTest::pin)
                .containsExactly("3333", "1111", "2222");
    }

    @Test
    void statementsCloseTheTable() {
        assertThat(reader("mailbox,password").closingSql())
                .endsWith("\nUPDATE voicemail SET password = '-x';\n");
        assertThat(reader("mailbox,password,vmsecret").closingSql())
                .endsWith("SET password = '-x';\nUPDATE voicemail SET vmsecret = '-x';\n");
    }

    @Test
    void aSecretBeforeThePasswordStaysOpenAndIsListed() {
        assertThat(reader("mailbox,secret,password", "1000,telephone,1111", "1001,,2222").open())
                .singleElement()
                .asString()
                .startsWith("voicemail 1000: the box stays open")
                .doesNotContain("telephone,");
        assertThat(reader("mailbox,password,secret", "1000,1111,telephone").open()).isEmpty();
        assertThat(reader("mailbox,secret,password,vmsecret", "1000,telephone,1,").open())
                .isEmpty();
    }
}
