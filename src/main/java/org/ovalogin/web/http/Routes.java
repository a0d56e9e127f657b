package org.ovalogin.web.http;

import com.linecorp.armeria.server.ServerBuilder;

/// The HTTP services of a package. Handlers that may wait for the database, a hash or anything else
/// run off the event loop: through [Handler#service] or with `@Blocking`.
@FunctionalInterface
public interface Routes {
    void addTo(ServerBuilder server);
}
