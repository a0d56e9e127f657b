package org.ovalogin.core.mailbox;

/// An event as it stands in the record.
///
/// @param id counts up
public record EventEntry(long id, Event event) {}
