package org.ovalogin.call.dialog;

/// How a call ended: its `OVA_RESULT`, or why the dialplan was told none.
public enum Ending {
    SUCCESS,
    FAILED,
    LOCKED,
    CANCELLED,
    UNAVAILABLE,
    HANGUP,
    ERROR
}
