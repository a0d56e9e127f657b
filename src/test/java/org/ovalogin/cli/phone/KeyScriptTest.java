package org.ovalogin.cli.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyScriptTest {
    /// What a script does in a call, letter by letter. Call: `p` a sound that keys cut, `n` one
    /// that they don't, `f` a wait of 400 ms, `w` of 10 s, `e` one without end. Result: the key
    /// taken, `.` for a sound played through, `_` for a wait in vain, `!` for a hang-up.
    private static String run(String keys, String call) {
        var script = KeyScript.of(keys, false);
        var seen = new StringBuilder();
        for (var i = 0; i < call.length(); i++) {
            var c = call.charAt(i);
            var sound = c == 'p' || c == 'n';
            if (sound) script.soundBegins();
            var key = script.take(c == 'n' ? "" : Keypad.ALL);
            if (key.isPresent()) {
                seen.append(key.get().symbol());
            } else if (sound) {
                seen.append('.');
            } else {
                seen.append(script.tiresOf(wait(c)) ? '!' : '_');
            }
        }
        return seen.toString();
    }

    private static Duration wait(char c) {
        return switch (c) {
            case 'f' -> Duration.ofMillis(400);
            case 'w' -> Duration.ofSeconds(10);
            default -> Channel.FOREVER;
        };
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    12#  | pww     | 12#     | keys are there at once, and the first cuts the prompt
                    12   | nww     | .12     | a sound that keys don't cut leaves them
                    1 2  | pw      | 12      | white space is nothing
                    ,1   | p       | 1       | a comma is over when the first prompt begins
                    ,1   | wp      | _1      | and not before
                    1,2  | ppw     | 12_     | a key ends a saying: the next sound is another
                    1,2  | nnwp    | ..12    | as does a wait
                    ,,1  | nnwp    | .._1    | sounds in a row are one saying
                    1,2  | pfwfp   | 1___2   | while a comma holds keys back, long waits take their time
                    1,,2 | pfpffpw | 1_.__2_ | a refusal and the next question are two sayings
                    ,,   | pwpw    | ._.!    | commas at the end sit sayings out
                    1    | pwww    | 1___    | after the last key, waits take their time
                    1    | pwpfpfw | 1_._._! | until something was said; then a long one ends the call
                    1    | pfff    | 1___    | short waits never do
                    1,2  | pwe     | 1_!     | a wait without end does, keys or not
                    """)
    void keysComeAsTheHelpSays(String keys, String call, String seen, String what) {
        assertThat(run(keys, call)).as(what).isEqualTo(seen);
    }

    @Test
    void noKeysAtAllHearTheFirstPromptOut() {
        assertThat(run("", "ppw")).isEqualTo("..!");
    }

    @Test
    void somethingElseThanAKeyIsNamedByItsPositionAlone() {
        assertThatThrownBy(() -> KeyScript.of("51234#1357x0#", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("character 11 is neither a key (0-9, *, #) nor a comma");
    }
}
