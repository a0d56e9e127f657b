/// The SQL database and the data folder: dialects, connections, transactions, migrations, keys on
/// disk. Imports `core` and `net`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.storage.database;
