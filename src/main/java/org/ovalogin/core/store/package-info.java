/// The ports to the database, as the core needs them. `storage` implements them. Imports the
/// packages of the core below it.
@org.jspecify.annotations.NullMarked
package org.ovalogin.core.store;
