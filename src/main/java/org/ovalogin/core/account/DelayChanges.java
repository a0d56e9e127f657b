package org.ovalogin.core.account;

/// Changes delays of administrators' sign-ins.
public interface DelayChanges extends DelayLookup {
    void save(Delay delay);

    /// Removes the delays whose keys begin with `prefix`.
    void removeBeginning(String prefix);
}
