package org.ovalogin.core.bulk;

import java.util.UUID;

/// One mailbox of a bulk job, as the preview found it.
///
/// @param name the display name
/// @param place dial plan and primary extension
/// @param version of the mailbox; another one leaves it alone
public record JobItem(UUID mailbox, String name, String place, long version, ItemOutcome outcome) {}
