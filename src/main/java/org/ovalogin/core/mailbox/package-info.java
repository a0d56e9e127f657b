/// The model: mailboxes, policies, dial plans, events, and the letters to owners. Values without a
/// store. Imports the lower packages of the core.
@org.jspecify.annotations.NullMarked
package org.ovalogin.core.mailbox;
