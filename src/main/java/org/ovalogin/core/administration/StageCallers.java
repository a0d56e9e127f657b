package org.ovalogin.core.administration;

import java.time.Duration;

/// The callers at one stage of their calls to this server.
///
/// @param stage for example `new_pin`
/// @param longest the longest time that a caller has been there
public record StageCallers(String stage, int callers, Duration longest) {}
