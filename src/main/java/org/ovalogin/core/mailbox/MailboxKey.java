package org.ovalogin.core.mailbox;

/// What finds a mailbox on the phone: an extension is unique within its dial plan only.
public record MailboxKey(String dialPlan, String extension) {}
