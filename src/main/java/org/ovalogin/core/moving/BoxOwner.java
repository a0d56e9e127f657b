package org.ovalogin.core.moving;

import java.util.List;
import java.util.Optional;

/// The owner of a [Box].
///
/// @param name empty if there is none
/// @param addresses the first is the owner's, the others receive notices
/// @param aliases other names and addresses that identify the box
/// @param language as written there, such as `en_GB`
/// @param timeZone an IANA name; the reader has looked up the other system's own names
public record BoxOwner(
        String name,
        List<String> addresses,
        List<String> aliases,
        Optional<String> language,
        Optional<String> timeZone) {
    public BoxOwner {
        addresses = List.copyOf(addresses);
        aliases = List.copyOf(aliases);
    }
}
