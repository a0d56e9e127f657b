package org.ovalogin.core.mailbox;

import java.time.Instant;

/// A notice that did not reach its owner and will not be tried again.
///
/// @param why a word, followed by the mail server's reply code if there was one: `Refused 550
///   5.1.1`
public record MailFailure(Instant at, String why) {}
