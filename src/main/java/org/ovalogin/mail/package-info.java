/// The notices to owners of mailboxes as e-mail. Texts, and the sender that empties the outbox.
/// Imports `mailbox`, which says what is to be told.
@org.jspecify.annotations.NullMarked
package org.ovalogin.mail;
