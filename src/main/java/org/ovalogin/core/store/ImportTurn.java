package org.ovalogin.core.store;

/// The right to import, which one import has at a time. The end of the process gives it back, in
/// whatever way it ends.
public interface ImportTurn extends AutoCloseable {
    @Override
    void close();
}
