package org.ovalogin.core.store;

/// Finds versions of objects. For one thread, within one transaction.
public interface RevisionLookup {
    /// How often administrators have changed the object.
    Revision find(String subject);
}
