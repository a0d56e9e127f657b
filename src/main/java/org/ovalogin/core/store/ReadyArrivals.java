package org.ovalogin.core.store;

/// [Arrivals] in the form of the store that made them ready, or as they are.
public interface ReadyArrivals {}
