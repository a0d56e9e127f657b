/// Administrators as values: accounts, roles and rights, tokens, sessions of the web pages. Imports
/// the packages of the core below it.
@org.jspecify.annotations.NullMarked
package org.ovalogin.core.account;
