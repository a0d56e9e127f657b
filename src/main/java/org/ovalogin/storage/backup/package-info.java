/// Copies of an installation: backup, archive, restore, move to another database. Imports the lower
/// packages of `storage`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.storage.backup;
