/// The model: mailboxes, policies, dial plans, events, and the letters to their owners. Values
/// without a store. Imports the packages of the core below it.
@org.jspecify.annotations.NullMarked
package org.ovalogin.core.mailbox;
