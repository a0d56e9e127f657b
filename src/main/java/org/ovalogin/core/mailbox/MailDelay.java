package org.ovalogin.core.mailbox;

import java.time.Instant;

/// A letter that failed so far and waits for another try.
///
/// @param since the first try
/// @param next the next try
/// @param why the mail server's codes and words, or a word of ours: one printable line of at most
///   200 characters
public record MailDelay(Instant since, Instant next, String why) {}
