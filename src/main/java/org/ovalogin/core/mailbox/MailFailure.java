package org.ovalogin.core.mailbox;

import java.time.Instant;

/// A notice that did not reach its owner and is not tried any more.
///
/// @param why a word and, where the mail server gave one, its reply code: `Refused 550 5.1.1`
public record MailFailure(Instant at, String why) {}
