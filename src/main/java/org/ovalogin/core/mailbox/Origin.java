package org.ovalogin.core.mailbox;

/// Who did something, and from where; goes into events and notices.
///
/// @param by a caller's number, an account, or the system
/// @param from the Asterisk server and channel, or the client
public record Origin(String by, String from) {
    /// Texts come from the network; the store keeps no more of them.
    private static final int LONGEST = 200;

    public Origin {
        by = clipped(by);
        from = clipped(from);
    }

    public static final Origin SYSTEM = new Origin("system", "");

    private static String clipped(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
