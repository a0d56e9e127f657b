package org.ovalogin.core.moving;

import java.util.Optional;

/// Address of a database in which Asterisk keeps its boxes.
///
/// @param url of JDBC, without a password
/// @param password the caller wipes it
/// @param table empty: `voicemail`, else `voicemail_users`
public record RealtimePlace(
        String url, Optional<String> user, Optional<char[]> password, Optional<String> table) {
    @Override
    public String toString() {
        return "RealtimePlace";
    }
}
