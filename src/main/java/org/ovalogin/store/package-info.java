/// What lies on disk: the SQL database, its migrations, the data folder and the key file. The only
/// package with SQL in it. Imports `mailbox` and `pin`, whose interfaces it fulfils.
@org.jspecify.annotations.NullMarked
package org.ovalogin.store;
