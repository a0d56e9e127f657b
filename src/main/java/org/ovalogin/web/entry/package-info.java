/// The pages before sign-in: sign-in itself, first administrator, self-service. Imports
/// `web.frame`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.web.entry;
