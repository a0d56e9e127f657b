package org.ovalogin.core.administration;

import org.ovalogin.core.input.Language;

/// Sends a letter without any secret, to find out whether the mail server takes letters.
/// Thread-safe.
@FunctionalInterface
public interface TestMail {
    /// @param words the mail server's codes and words, in one line without secrets; after its
    ///   refusal of the letter itself only the codes
    record Answer(boolean accepted, String words) {}

    /// Sends the letter at once and waits for the answer, 15 seconds at most.
    ///
    /// @param address an e-mail address; kept nowhere
    Answer send(String address, Language language);
}
