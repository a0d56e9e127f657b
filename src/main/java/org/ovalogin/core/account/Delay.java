package org.ovalogin.core.account;

import java.time.Instant;

/// How often a sign-in to administer failed under a key, and until when no other is tried.
///
/// @param key what is counted: an account, an address, or one from the other
public record Delay(String key, int failures, Instant last, Instant notBefore) {}
