package org.ovalogin.web.http;

import com.linecorp.armeria.server.ServerBuilder;

/// The HTTP services of a package. Handlers that may wait for the database, a hash or anything else
/// run off the event loop: through [Handler#service] or with `@Blocking`.
@FunctionalInterface
public interface Routes {
    /// End of the paths of requests that a page makes while a PIN is typed. No metric counts them.
    String UNCOUNTED = "/pin/check";

    void addTo(ServerBuilder server);
}
