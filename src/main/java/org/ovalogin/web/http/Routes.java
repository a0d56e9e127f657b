package org.ovalogin.web.http;

import com.linecorp.armeria.server.ServerBuilder;

/// What a package answers over HTTP. Handlers that may wait for the database, a hash or anything
/// else run off the event loop: by [Handler#service], or annotated `@Blocking`.
@FunctionalInterface
public interface Routes {
    void addTo(ServerBuilder server);
}
