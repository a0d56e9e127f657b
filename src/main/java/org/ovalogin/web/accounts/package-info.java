/// The pages about administrators' accounts and tokens. Imports `web.frame`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.web.accounts;
