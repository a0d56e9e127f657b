package org.ovalogin.core.mailbox;

/// The author and origin of an action, for events and notices.
///
/// @param by a caller's number, an account, or the system
/// @param from the Asterisk server and channel, or the client
public record Origin(String by, String from) {
    /// In characters. The texts come from the network; this bounds what the store keeps.
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
