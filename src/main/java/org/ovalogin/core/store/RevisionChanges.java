package org.ovalogin.core.store;

/// Raises versions of objects.
public interface RevisionChanges extends RevisionLookup {
    /// An administrator changes the object in this transaction.
    void revise(String subject, String by);
}
