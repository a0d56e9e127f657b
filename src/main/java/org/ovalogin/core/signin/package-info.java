/// A caller signs in: ticket, budgets, charge, verdict, the work after failures, the change of a
/// PIN, the return from voice mail. Imports the packages of the core below it.
@org.jspecify.annotations.NullMarked
package org.ovalogin.core.signin;
