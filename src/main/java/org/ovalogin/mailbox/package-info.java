/// What the product can do with mailboxes: sign a caller in, change a PIN, enable, reset, lock and
/// unlock. Every surface (the call, the commands, later pages) goes through here, so the rules live
/// once. Declares the store it needs as an interface. Imports `pin` and the JDK; no network, no
/// database, no files.
@org.jspecify.annotations.NullMarked
package org.ovalogin.mailbox;
