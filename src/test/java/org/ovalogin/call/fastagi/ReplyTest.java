package org.ovalogin.call.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.internal.DefaultAgiChannelFactory;
import org.asteriskjava.fastagi.internal.FastAgiConnectionHandler;
import org.asteriskjava.fastagi.reply.AgiReply;
import org.asteriskjava.util.SocketConnectionFacade;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.call.dialog.HungUp;

class ReplyTest {
    /// Asterisk-Java's reading of a single line.
    private static final class AsteriskJava extends FastAgiConnectionHandler {
        AsteriskJava(String line) {
            super(
                    (_, _) -> {
                        throw new UnsupportedOperationException();
                    },
                    (SocketConnectionFacade)
                            Proxy.newProxyInstance(
                                    AsteriskJava.class.getClassLoader(),
                                    new Class<?>[] {SocketConnectionFacade.class},
                                    (_, _, _) -> line),
                    new DefaultAgiChannelFactory());
        }

        AgiReply reply() throws AgiException {
            return createReader().readReply();
        }
    }

    @Property
    void isReadAsAsteriskJavaWouldReadIt(
            @ForAll @StringLength(max = 12) @Chars({'1', '-', 'x', '(', ')', ' ', '\t', 'é'})
                    String rest)
            throws AgiException {
        var line = "200 result=" + rest;
        var theirs = new AsteriskJava(line).reply();
        var ours = Reply.of(line);
        assertThat(ours.result()).isEqualTo(theirs.getResult());
        assertThat(ours.extra()).isEqualTo(Optional.ofNullable(theirs.getExtra()).orElse(""));
        assertThat(ours.isCode()).isEqualTo(theirs.getResult().matches("-1|[0-9]{1,3}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 result=49\r200 result=50",
                "200 result=49\u0085",
                "200 result=49 (\u2028)",
                "200 result=\u2029",
                "511 gone\r",
                "200 Result=49",
                "511"
            })
    void isNoOtherLine(String line) {
        assertThatThrownBy(() -> Reply.of(line)).isInstanceOf(UnexpectedReply.class);
    }

    @Test
    void ofADeadChannelIsAHangUp() {
        assertThatThrownBy(() -> Reply.of("511 Command Not Permitted on a dead channel"))
                .isInstanceOf(HungUp.class);
    }

    @Test
    void doesNotTellWhatWasPressed() {
        assertThat(Reply.of("200 result=135790 (timeout)")).hasToString("Reply");
    }
}
