/// The pages about mailboxes, events and letters, and the list of all pages. Imports the lower
/// packages of `web`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.web.page;
