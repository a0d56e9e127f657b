package org.ovalogin.web.api;

import java.util.Optional;
import org.ovalogin.core.account.Actor;

/// Where a request comes from and, unless anybody may ask, who sends it.
///
/// @param from the client's address
record Requester(Optional<Actor> actor, String from) {}
