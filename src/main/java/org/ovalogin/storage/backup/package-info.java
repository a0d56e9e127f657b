/// Copies of an installation: backup, archive, restore, move to another database. Imports the
/// packages of `storage` below it.
@org.jspecify.annotations.NullMarked
package org.ovalogin.storage.backup;
