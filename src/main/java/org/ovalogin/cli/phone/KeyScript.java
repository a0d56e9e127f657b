package org.ovalogin.cli.phone;

import java.time.Duration;
import java.util.Optional;
import org.ovalogin.call.dialog.Key;

/// The keys of a call, written down beforehand, such as `51234#135790#,1`. Not thread-safe.
///
/// - A key is there the moment a command reads keys: it cuts the playing prompt or ends a wait.
/// - A *saying* is everything that the server speaks in one go: sounds without a key taken or a
///   wait between them. In the [Transcript], a line of dots separates two sayings.
/// - `,` holds back the keys after it until the next saying begins. A saying in progress when the
///   previous key is taken does not count. Meanwhile time passes as for a caller who presses
///   nothing: `,,` sits out one saying and the silence after it.
/// - After the last key, waits take their time until the server has said something. Then the first
///   wait of more than [#LONGEST_FLOOR] ends in a hang-up; so does any wait without an end.
///
/// After a refused PIN the server speaks a refusal and, after a second without a key, the question
/// for the PIN again. These are two sayings, so a second try is `51234#111111#,,135790#`.
final class KeyScript implements Keypad {
    /// In a longer wait the server wants a key. Shorter ones are its pause before a verdict (steps
    /// of 400 ms) or its discarding of keys (1 s).
    static final Duration LONGEST_FLOOR = Duration.ofSeconds(2);

    private static final char COMMA = ',';

    private final String script;
    private final boolean audible;
    private int at;
    private boolean speaking;
    private boolean answered;

    private KeyScript(String script, boolean audible) {
        this.script = script;
        this.audible = audible;
    }

    /// @param script keys and commas; white space is skipped
    /// @param audible whether sounds take their time
    /// @throws IllegalArgumentException for any other character. It names the position, counted
    ///   from 1, but not the script, which contains PINs
    static KeyScript of(String script, boolean audible) {
        for (var i = 0; i < script.length(); i++) {
            var c = script.charAt(i);
            if (Keypad.key(c).isEmpty() && c != COMMA && !Character.isWhitespace(c)) {
                throw new IllegalArgumentException(
                        "character " + (i + 1) + " is neither a key (0-9, *, #) nor a comma");
            }
        }
        return new KeyScript(script.replaceAll("\\s", ""), audible);
    }

    @Override
    public Optional<Key> take(String wanted) {
        if (wanted.isEmpty() || finished() || script.charAt(at) == COMMA) return Optional.empty();
        speaking = false;
        answered = false;
        return Keypad.key(script.charAt(at++));
    }

    @Override
    public void soundBegins() {
        if (speaking) return;
        speaking = true;
        answered = true;
        if (!finished() && script.charAt(at) == COMMA) at++;
    }

    @Override
    public boolean tiresOf(Duration wait) {
        speaking = false;
        if (wait.compareTo(Channel.FOREVER) >= 0) return true;
        return finished() && answered && wait.compareTo(LONGEST_FLOOR) > 0;
    }

    @Override
    public Duration playing(Duration length) {
        return audible ? length : Duration.ZERO;
    }

    private boolean finished() {
        return at == script.length();
    }
}
