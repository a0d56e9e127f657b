package org.ovalogin.call.dialog;

/// The way a call ended: its `OVA_RESULT`, or why the dialplan got none.
public enum Ending {
    SUCCESS,
    FAILED,
    LOCKED,
    CANCELLED,
    UNAVAILABLE,
    HANGUP,
    ERROR
}
