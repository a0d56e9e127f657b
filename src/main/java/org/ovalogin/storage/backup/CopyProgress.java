package org.ovalogin.storage.backup;

/// Hears how far a copy is, some times a second.
public interface CopyProgress {
    CopyProgress UNHEARD = (_, _, _) -> {};

    /// @param table that is being copied
    /// @param of how many rows there are in all tables
    void rows(String table, long done, long of);
}
