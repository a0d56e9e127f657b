/// The operations of administrators and owners: enable, reset, lock and unlock, policies, dial
/// plans, accounts, self-service. Every surface goes through here, so each rule lives once. Imports
/// the packages of the core below it.
@org.jspecify.annotations.NullMarked
package org.ovalogin.core.administration;
