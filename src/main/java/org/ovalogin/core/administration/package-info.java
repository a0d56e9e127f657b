/// The operations of administrators and owners: enable, reset, lock and unlock, policies, dial
/// plans, accounts, self-service. Every surface goes through here, so each rule exists once.
/// Imports the lower packages of the core.
@org.jspecify.annotations.NullMarked
package org.ovalogin.core.administration;
