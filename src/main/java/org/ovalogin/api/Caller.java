package org.ovalogin.api;

import java.util.Optional;
import org.ovalogin.mailbox.Actor;

/// Where a request comes from and, unless anybody may ask, who sends it.
///
/// @param from the client's address
record Caller(Optional<Actor> actor, String from) {}
