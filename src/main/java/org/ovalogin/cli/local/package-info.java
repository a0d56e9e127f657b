/// Commands on a data folder: mailboxes, accounts, keys, backup, restore, migration. Imports the
/// packages of `cli` below it; the installation is handed in.
@org.jspecify.annotations.NullMarked
package org.ovalogin.cli.local;
