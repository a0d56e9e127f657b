package org.ovalogin.core.store;

import java.util.Collection;
import java.util.Map;

/// Finds versions of objects. For one thread, within one transaction.
public interface RevisionLookup {
    /// How often administrators have changed the object.
    Revision find(String subject);

    /// The versions of many objects; one that nobody has changed is missing.
    Map<String, Long> versions(Collection<String> subjects);
}
