package org.ovalogin.storage.backup;

/// Receives the progress of a copy, several times a second.
public interface CopyProgress {
    CopyProgress UNHEARD = (_, _, _) -> {};

    /// @param table the table being copied
    /// @param of total number of rows in all tables
    void rows(String table, long done, long of);
}
