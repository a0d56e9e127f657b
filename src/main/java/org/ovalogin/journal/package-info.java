/// What happened, told to other programs: a line in the log for each event, and a message to
/// syslog. Imports `mailbox`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.journal;
