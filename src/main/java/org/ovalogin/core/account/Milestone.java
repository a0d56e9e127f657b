package org.ovalogin.core.account;

/// A point that an installation reaches once.
public enum Milestone {
    /// Asterisk has put a caller through; `./ova phone` does not count.
    FIRST_CALL,
    /// The mail server has accepted an e-mail.
    FIRST_EMAIL,
    /// `./ova backup` has written a file.
    FIRST_BACKUP,
    /// An administrator has put the checklist of a new installation away.
    CHECKLIST_CLOSED
}
