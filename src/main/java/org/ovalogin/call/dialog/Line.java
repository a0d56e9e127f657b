package org.ovalogin.call.dialog;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.ovalogin.core.input.Language;

/// The line to one caller, with what Asterisk can do on it and nothing of what we make of it. Every
/// method blocks the call's thread and throws [HungUp] once the caller or Asterisk has gone. For
/// one thread at a time.
public interface Line {
    void answer();

    /// Has Asterisk end the call after `limit`, wherever the caller is by then, voice mail
    /// included.
    void hangUpAfter(Duration limit);

    /// The language of every later [#play(String)].
    void speak(Language language);

    /// Plays one sound of the catalogue to its end or to the first key, which is returned. A
    /// missing sound is played in English, or left out; never an error to the caller.
    ///
    /// @param sound the file's stem, as in `enter-pin`
    Optional<Key> play(String sound);

    /// Waits for one key; empty when none came within `patience`.
    Optional<Key> key(Duration patience);

    /// Collects keys without a gap in which one could be lost, to `#`, to `max` keys, or until none
    /// has come for `patience`.
    Keys keys(int max, Duration patience);

    /// Sets a channel variable for the dialplan.
    void set(String variable, String value);

    /// New messages in a mailbox of Asterisk's own, named `1234@context`; empty when Asterisk can't
    /// tell.
    OptionalInt newMessages(String voicemailBox);
}
