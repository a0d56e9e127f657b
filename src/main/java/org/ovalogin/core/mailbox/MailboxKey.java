package org.ovalogin.core.mailbox;

/// Identifies a mailbox on the phone. An extension is unique within its dial plan only.
public record MailboxKey(String dialPlan, String extension) {}
