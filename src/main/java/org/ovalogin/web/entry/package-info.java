/// The pages in front of the door: sign-in, first administrator, self-service. Imports `web.frame`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.web.entry;
