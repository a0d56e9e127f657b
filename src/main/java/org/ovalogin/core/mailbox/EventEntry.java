package org.ovalogin.core.mailbox;

/// An event as stored in the record.
///
/// @param id counts up
public record EventEntry(long id, Event event) {}
