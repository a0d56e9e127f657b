package org.ovalogin.core.mailbox;

import java.time.Instant;

/// How often something happened within an hour.
///
/// @param hour its beginning
public record HourlyCount(Instant hour, Event.Name name, String result, long count) {}
