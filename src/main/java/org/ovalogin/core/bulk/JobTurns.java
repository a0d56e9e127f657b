package org.ovalogin.core.bulk;

import java.util.Optional;

/// Gives one server of a database the turn to work on bulk jobs. Thread-safe.
public interface JobTurns {
    /// Empty: another server has it.
    Optional<Turn> take();

    /// The end of the process gives it back, in whatever way it ends.
    interface Turn extends AutoCloseable {
        /// False if the turn was lost, as when the database was restarted.
        boolean held();

        @Override
        void close();
    }
}
