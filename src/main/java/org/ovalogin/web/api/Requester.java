package org.ovalogin.web.api;

import java.util.Optional;
import org.ovalogin.core.account.Actor;

/// The origin of a request, and its sender unless the operation is open to anybody.
///
/// @param from the client's address
record Requester(Optional<Actor> actor, String from) {}
