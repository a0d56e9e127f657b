/// The pages about mailboxes, policies, dial plans, events and letters, and the list of all pages.
/// Imports the packages of `web` below it.
@org.jspecify.annotations.NullMarked
package org.ovalogin.web.page;
