package org.ovalogin.call.dialog;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.ovalogin.core.input.Language;

/// The line to one caller: the operations of Asterisk, without any of our dialog's rules. Every
/// method blocks the call's thread and throws [HungUp] once the caller or Asterisk has gone. For
/// one thread at a time.
public interface Line {
    void answer();

    /// Makes Asterisk end the call after `limit`, wherever the caller is by then, including voice
    /// mail.
    void hangUpAfter(Duration limit);

    /// Sets the language of every later [#play(String)].
    void speak(Language language);

    /// Plays one sound of the catalogue to its end or to the first key, and returns that key. A
    /// missing sound is played in English or left out; the caller never hears an error.
    ///
    /// @param sound the file's stem, such as `enter-pin`
    Optional<Key> play(String sound);

    /// Plays a sound file that an administrator names, in the caller's language, to its end or to
    /// the first key, which is dropped.
    ///
    /// @param file below Asterisk's folder of sounds, without its ending
    /// @return false if Asterisk can't play it
    boolean playFile(String file);

    /// Waits for one key; empty if none came within `patience`.
    Optional<Key> key(Duration patience);

    /// Collects keys without losing any in between. Ends at `#`, at `max` keys, or when no key has
    /// come for `patience`.
    Keys keys(int max, Duration patience);

    /// Sets a channel variable for the dialplan.
    void set(String variable, String value);

    /// Ends the recording of this call. Does nothing if there is none.
    void stopRecording();

    /// Whether another caller has taken this one's place: an attended transfer changes a call that
    /// the server already has. True also if Asterisk can't tell.
    boolean moved();

    /// New messages in an Asterisk mailbox, named `1234@context`; empty if Asterisk can't tell.
    OptionalInt newMessages(String voicemailBox);
}
