/// Administrators as values: accounts, roles and rights, tokens, sessions of the web pages; and the
/// ports to their tables. Imports the lower packages of the core.
@org.jspecify.annotations.NullMarked
package org.ovalogin.core.account;
