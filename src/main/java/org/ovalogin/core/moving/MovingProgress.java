package org.ovalogin.core.moving;

/// Hears how far an import is. An exception from it ends the import there; the next one goes on.
public interface MovingProgress {
    /// PINs hashed, of those to hash.
    void hashed(long done, long total);

    /// Mailboxes live or changed, of those to be.
    void live(long done, long total);
}
