/// The SQL database and the data folder: dialects, connections, transactions, migrations, keys on
/// disk. Imports `core`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.storage.database;
