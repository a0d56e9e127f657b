package org.ovalogin.call.dialog;

/// The caller or Asterisk has gone. Thrown only by [Line]; caught once, where the call began.
public final class HungUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HungUp() {
        super("the caller hung up", null, false, false);
    }
}
