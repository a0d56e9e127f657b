package org.ovalogin.core.administration;

import java.time.Instant;
import java.util.Optional;

/// A line of the checklist for a new installation.
///
/// @param found the present state
/// @param at the moment at which the step was done; of a certificate, its end; empty: unknown
public record FirstStep(Kind kind, Found found, Optional<Instant> at) {
    /// In the order of the list.
    public enum Kind {
        MAIL,
        ASTERISK,
        MAILBOXES,
        BACKUP,
        CERTIFICATE
    }

    /// The state that a step is found in.
    public enum Found {
        /// Nothing has been done yet.
        NOTHING(false),
        /// The mail server has not accepted a letter yet.
        UNTRIED(false),
        /// The certificate has ended, or can't be read.
        ENDED(false),
        /// A proxy has the certificate.
        PROXY(true),
        DONE(true);

        private final boolean done;

        Found(boolean done) {
            this.done = done;
        }
    }

    public boolean done() {
        return found.done;
    }
}
