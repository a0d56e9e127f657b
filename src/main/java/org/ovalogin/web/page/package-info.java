/// The pages about mailboxes, policies, dial plans, events and letters, and the list of all pages.
/// Imports the lower packages of `web`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.web.page;
