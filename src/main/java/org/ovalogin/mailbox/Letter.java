package org.ovalogin.mailbox;

/// A notice with all that its text needs.
public record Letter(Notice notice, Mailbox mailbox) {}
