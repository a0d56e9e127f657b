package org.ovalogin.core.moving;

/// Reads the table in which Asterisk keeps its boxes (its realtime architecture).
public interface Realtime {
    /// Changes nothing there. The failures' messages hold no password.
    RealtimeTable read(RealtimePlace place);
}
