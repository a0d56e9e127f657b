package org.ovalogin.core.administration;

import org.ovalogin.core.store.Revision;

/// An object and its version, read at one moment. A form made of both can't hide a change that came
/// between two reads.
public record Versioned<T>(T object, Revision revision) {
    /// The version as forms carry it.
    public String version() {
        return String.valueOf(revision.version());
    }
}
