package org.ovalogin.core.mailbox;

import java.time.Instant;

/// The number of events of one kind within an hour.
///
/// @param hour its beginning
public record HourlyCount(Instant hour, Event.Name name, String result, long count) {}
