package org.ovalogin.core.administration;

import java.time.Instant;
import java.util.Optional;

/// The encryption of the pages.
///
/// @param ends end of the server's own certificate; empty: none, or not read yet
public record PageCertificate(Source source, Optional<Instant> ends) {
    public enum Source {
        /// The server itself has a certificate.
        SERVER,
        /// A proxy in front of it: the public address begins with `https`.
        PROXY,
        NONE
    }

    public static final PageCertificate NONE = new PageCertificate(Source.NONE, Optional.empty());
}
