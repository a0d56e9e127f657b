package org.ovalogin.core.account;

import java.time.Instant;

/// The number of failed administrator sign-ins under a key, and the time before which no other is
/// tried.
///
/// @param key the counted subject: an account, an address, or an account from an address
public record Delay(String key, int failures, Instant last, Instant notBefore) {}
