package org.ovalogin.cli.phone;

import java.time.Duration;
import java.util.Optional;
import org.ovalogin.call.dialog.Key;

/// A call's keys written down beforehand, as in `51234#135790#,1`. Not thread-safe.
///
/// - A key is there the moment a command of the server reads keys: it cuts the prompt that plays,
///   or ends a wait.
/// - A *saying* is all that the server speaks in one go: sounds with no key taken and no wait
///   between them. In the [Transcript], a line of dots parts one from the next.
/// - `,` holds the keys after it back until the next saying begins, and is used up by it. What is
///   being said when the key before the `,` is taken does not count. Until then time passes as it
///   does for a caller who presses nothing: `,,` sits out one saying and the silence after it.
/// - After the last key, waits take their time until the server has said something; then the first
///   wait of more than [#LONGEST_FLOOR] ends in a hang-up, as does one without an end anywhere.
///
/// A refused PIN is followed by a refusal and, once a second has passed without a key, by the
/// question for the extension: two sayings, so a second try is `51234#111111#,,51234#135790#`.
final class KeyScript implements Keypad {
    /// A wait that long is no longer the server taking its time over a verdict (it waits in steps
    /// of 400 ms), or reading keys away (1 s); it wants a key.
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
    /// @throws IllegalArgumentException for anything else, naming its position, from 1, and not the
    ///   script, which has PINs in it
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
