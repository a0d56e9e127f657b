package org.ovalogin.call.dialog;

import java.time.InstantSource;
import java.time.ZoneId;

/// The parts of the server that callers hear of: its time and its web page.
///
/// @param clock the time of the calls
/// @param zone of spoken times, unless mailbox or dial plan has its own
/// @param selfService owners can ask for a new PIN on its web page
public record Locality(InstantSource clock, ZoneId zone, boolean selfService) {}
