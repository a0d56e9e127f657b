package org.ovalogin.call.fastagi;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import org.asteriskjava.fastagi.command.GetDataCommand;
import org.asteriskjava.fastagi.command.SetVariableCommand;
import org.junit.jupiter.api.Test;

class CommandTest {
    @Property
    void saysWhatAsteriskJavaWouldSay(
            @ForAll @CharRange(from = ' ', to = 'é') @Chars({'"', '\\', '\n'}) String name,
            @ForAll @CharRange(from = ' ', to = 'é') @Chars({'"', '\\', '\n'}) String value) {
        assertThat(Command.of("SET VARIABLE", name, value).buildCommand())
                .isEqualTo(new SetVariableCommand(name, value).buildCommand());
    }

    @Property(tries = 20)
    void numbersAreNotQuoted(
            @ForAll @IntRange(min = 1) int millis, @ForAll @IntRange(min = 1, max = 1023) int max) {
        assertThat(Command.of("GET DATA", "", millis, max).buildCommand())
                .isEqualTo(new GetDataCommand("", millis, max).buildCommand());
    }

    @Test
    void doesNotTellItsArguments() {
        assertThat(Command.of("SET VARIABLE", "OVA_SESSION", "secret"))
                .hasToString("Command[SET VARIABLE]");
    }
}
